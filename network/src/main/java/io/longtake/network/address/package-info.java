/**
 * Decides which addresses belong to the public internet and which addresses may be fetched from. Opens no connections.
 */
package io.longtake.network.address;
