/**
 * Matches whole clauses against templates with slots. The syntax is that of Home Assistant's hassil, and the templates of a
 * language are a resource: a request that is worded in another way needs no Java.
 */
@NullMarked
package io.longtake.studio.understand.template;

import org.jspecify.annotations.NullMarked;
