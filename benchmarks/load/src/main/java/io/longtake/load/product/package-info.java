/** Sessions of a real installation, requested through the client code of the commands. */
package io.longtake.load.product;
