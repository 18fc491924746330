/** Proxies, as the environment names them: {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY}, {@code NO_PROXY}. */
package io.longtake.network.proxy;
