package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The end of a request, to be reported to an address outside.
 *
 * @param session its name
 * @param eventId the same for every attempt of the delivery
 * @param turns the turns of the request that are in the session's state; those in its archive succeeded
 * @param renders the renders of those turns
 * @param credits the cost of its edits; empty if none is known
 * @param endedAtMs Unix time, in ms
 */
public record JobEnd(
        @JsonProperty("session") String session,
        @JsonProperty("requestId") String requestId,
        @JsonProperty("eventId") String eventId,
        @JsonProperty("address") NotifyAddress address,
        @JsonProperty("turns") List<Turn> turns,
        @JsonProperty("renders") List<RenderRecord> renders,
        @JsonProperty("credits") Optional<Double> credits,
        @JsonProperty(value = "endedAtMs", required = true) long endedAtMs) {
    public JobEnd {
        turns = List.copyOf(turns);
        renders = List.copyOf(renders);
    }
}
