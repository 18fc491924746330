/**
 * Accepts uploaded files: names, sizes, addresses, type. Whether a file can be decoded is checked in
 * {@code media.intake}.
 */
package io.longtake.studio.upload;
