/** Where the home's installation keeps its media and its keys: in the home, or where all its workers reach them. */
package io.longtake.cli.store;
