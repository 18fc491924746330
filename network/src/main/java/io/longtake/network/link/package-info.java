/** Fetches a file by URL within limits on size, time and address. Does not know what the file is used for. */
package io.longtake.network.link;
