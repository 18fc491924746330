/** How one request reaches a backend: its address, its body, its way over the wire, and whether it ever left. */
@NullMarked
package io.longtake.activities.nemo.http;

import org.jspecify.annotations.NullMarked;
