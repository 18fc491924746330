package io.longtake.cli.doctor;

/** One finding; {@code fix} is empty if there is no problem. */
public record Finding(String what, boolean ok, String found, String fix) {}
