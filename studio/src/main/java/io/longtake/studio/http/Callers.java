package io.longtake.studio.http;

import java.util.Optional;

/** Looks up users by their tokens. */
public interface Callers {
    /** The owner of this token, if it is valid. */
    Optional<Caller> caller(String token);

    /** Expires the caller's token immediately. */
    void expire(Caller caller);
}
