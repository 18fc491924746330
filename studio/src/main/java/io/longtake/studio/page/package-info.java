/** The project's page in the browser, opened by a claim link. */
package io.longtake.studio.page;
