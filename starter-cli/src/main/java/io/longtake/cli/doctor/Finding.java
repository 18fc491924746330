package io.longtake.cli.doctor;

/** One finding; {@code mend} is empty where all is well. */
public record Finding(String what, boolean ok, String found, String mend) {}
