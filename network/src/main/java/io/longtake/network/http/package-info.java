/**
 * Where every HTTP client of the product is made: proxies, User-Agent, time limits, trusted certificates and redirects are decided
 * here and nowhere else.
 */
package io.longtake.network.http;
