/** One render, from submission to a verified file. */
package io.longtake.workflows.render;
