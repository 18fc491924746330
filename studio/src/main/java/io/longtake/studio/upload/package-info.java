/**
 * Accepts uploaded files: names, sizes, addresses, type. Whether a file can be decoded belongs to {@code
 * media.intake}.
 */
package io.longtake.studio.upload;
