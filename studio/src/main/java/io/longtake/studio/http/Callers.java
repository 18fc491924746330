package io.longtake.studio.http;

import java.util.Optional;

/** Who knows whose token it is. */
public interface Callers {
    /** Who owns this token, if it works. */
    Optional<Caller> caller(String token);

    /** Ends the caller's token before its time. */
    void expire(Caller caller);
}
