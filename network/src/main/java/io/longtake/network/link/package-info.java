/** Files that a person names by link: where a link leads, and how its file is fetched within limits. */
package io.longtake.network.link;
