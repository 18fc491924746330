/** From a person's sentence to a changed timeline, and from a timeline to the contract's draft and to a film. */
package io.longtake.studio.editor;
