/**
 * Creates every HTTP client of the product: proxies, User-Agent, time limits, trusted certificates and redirects. Does
 * not know the backend contract.
 */
package io.longtake.network.http;
