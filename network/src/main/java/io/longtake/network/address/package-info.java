/** Decides which addresses belong to the public internet and which may be fetched from. Opens no connections. */
package io.longtake.network.address;
