package io.longtake.cli.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What is on file about a request.
 *
 * @param key unique; sessions know the request's sendings by ids made of it
 * @param name the id that was given from outside
 * @param session as it was called when the wish was first made
 * @param sinceMillis when it was first sent
 * @param attempt 1 for the first sending; one more each time what was left over of it is queued again
 * @param left how many of the wish's turns, counted from its end, earlier attempts have left over; empty where none was queued
 *     once more. Files that their session held already were no turn, so that turns are not counted from the beginning
 * @param queued the numbers of this attempt's turns; none as long as no answer was seen
 * @param lineage of the session that has these turns
 */
record RequestRecord(
        @JsonProperty("key") String key,
        @JsonProperty("name") Optional<String> name,
        @JsonProperty("wish") RequestContent wish,
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
        return new RequestRecord(key, name, wish, session, sinceMillis, attempt, left, numbers, lineage);
    }

    RequestRecord ofLineage(String known) {
        return new RequestRecord(key, name, wish, session, sinceMillis, attempt, left, queued, Optional.of(known));
    }

    /** Some of its turns are done, the others have to be queued once more. */
    RequestRecord next(int doneNow) {
        return new RequestRecord(
                key,
                name,
                wish,
                session,
                sinceMillis,
                attempt + 1,
                Optional.of(queued.size() - doneNow),
                List.of(),
                lineage);
    }
}
