package io.longtake.cli.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The stored state of a request.
 *
 * @param key unique; the request IDs that are sent to sessions are derived from it
 * @param name the request ID that the user or a program gave
 * @param session the session's name when the request was first made
 * @param sinceMillis when it was first sent, in ms since the epoch
 * @param attempt 1 for the first attempt, incremented each time the remaining turns are queued again
 * @param left how many of the request's turns, counted from the end, were not done by earlier attempts; empty for the
 *     first attempt. They are counted from the end because files that the session already had did not become a turn
 * @param queued the numbers of this attempt's turns; empty until the reply was received
 * @param lineage of the session that has these turns
 */
record RequestRecord(
        @JsonProperty("key") String key,
        @JsonProperty("name") Optional<String> name,
        @JsonProperty("wish") RequestContent content,
        @JsonProperty("session") String session,

        @JsonProperty(value = "sinceMillis", required = true)
        long sinceMillis,

        @JsonProperty(value = "attempt", required = true) int attempt,
        @JsonProperty("left") Optional<Integer> left,
        @JsonProperty("queued") List<Integer> queued,
        @JsonProperty("lineage") Optional<String> lineage) {
    RequestRecord {
        queued = List.copyOf(queued);
    }

    RequestRecord queuedAs(List<Integer> numbers) {
        return new RequestRecord(key, name, content, session, sinceMillis, attempt, left, numbers, lineage);
    }

    RequestRecord ofLineage(String known) {
        return new RequestRecord(key, name, content, session, sinceMillis, attempt, left, queued, Optional.of(known));
    }

    /** Returns the record of the next attempt, which queues the turns that are not done. */
    RequestRecord next(int doneNow) {
        return new RequestRecord(
                key,
                name,
                content,
                session,
                sinceMillis,
                attempt + 1,
                Optional.of(queued.size() - doneNow),
                List.of(),
                lineage);
    }
}
