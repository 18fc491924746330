/** Which addresses belong to the public internet, and which may be fetched from. */
package io.longtake.network.address;
