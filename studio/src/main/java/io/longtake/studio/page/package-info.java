/** The project page in the browser, opened by a claim link. Read-only. */
package io.longtake.studio.page;
