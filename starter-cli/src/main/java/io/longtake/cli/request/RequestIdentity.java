package io.longtake.cli.request;

/** How a request is told from others that want the same. */
public sealed interface RequestIdentity {
    /** By its wish: the same wish within the hour is the same request, as long as its end was not told. */
    record ByWish() implements RequestIdentity {}

    /** A new one, whatever is on file. */
    record Another() implements RequestIdentity {}

    /** By an id from outside: the same id is the same request, even after its end was told. */
    record Named(String id) implements RequestIdentity {}
}
