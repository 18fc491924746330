package io.longtake.workflows.render;

/**
 * Where the person wants the file.
 *
 * @param homeId the installation whose disk the path belongs to; a worker of another home doesn't write it
 * @param path absolute
 */
public record Delivery(String homeId, String path) {}
