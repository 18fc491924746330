package io.longtake.cli.request;

/** How a request is distinguished from others with the same content. */
public sealed interface RequestIdentity {
    /** By content: within the hour the same content is the same request, as long as its result was not reported. */
    record ByContent() implements RequestIdentity {}

    /** A new request, even if one with the same content is recorded. */
    record Another() implements RequestIdentity {}

    /** By a given ID: the same ID is the same request, even after its result was reported. */
    record Named(String id) implements RequestIdentity {}
}
