package io.longtake.studio.understand.template;

/**
 * A way to word an instruction.
 *
 * @param instruction its name; several templates may have the same
 * @param source as written
 */
public record Template(String instruction, String source, Part part) {}
