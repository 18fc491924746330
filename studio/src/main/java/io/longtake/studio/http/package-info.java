/**
 * The envelope, errors and authentication of the contract's HTTP interface. Endpoints belong to the package of their
 * topic.
 */
package io.longtake.studio.http;
