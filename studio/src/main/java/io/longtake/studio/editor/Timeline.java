package io.longtake.studio.editor;

/** A project's timeline: what the person has, in the terms of an editor. */
public record Timeline() {}
