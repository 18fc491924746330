/**
 * Reads {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} from the environment. Opens no
 * connections.
 */
package io.longtake.network.proxy;
