package io.longtake.workflows.render;

/** What the backend says of a running render: {@code pending} or {@code processing}, and percent 0 to 100. */
public record RenderProgress(String status, int percent) {}
