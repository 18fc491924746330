package io.longtake.activities.telemetry;

import io.longtake.workflows.Installation;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where work comes from; travels in the headers of workflows, updates and activities. The payload codec does not encrypt headers;
 * a session's name is also part of the workflow id.
 *
 * @param traceparent the span that the work belongs to, in the W3C format
 */
public record Origin(Optional<String> session, Optional<Integer> turn, Optional<String> traceparent) {
    public static final Origin NONE = new Origin(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String SESSION = "longtake-session";
    private static final String TURN = "longtake-turn";
    private static final String TRACEPARENT = "traceparent";

    /** Reads a header; parts that are absent or unreadable are empty. */
    public static Origin of(Header header) {
        return new Origin(
                read(header, SESSION, String.class),
                read(header, TURN, Integer.class),
                read(header, TRACEPARENT, String.class));
    }

    private static <T> Optional<T> read(Header header, String name, Class<T> type) {
        Payload payload = header.getValues().get(name);
        try {
            return payload == null
                    ? Optional.empty()
                    : Optional.ofNullable(DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, type, type));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The session that owns a workflow: from its id, else from this. */
    Optional<String> sessionOf(String workflowId) {
        String name = Installation.sessionName(workflowId);
        return name.equals(workflowId) ? session : Optional.of(name);
    }

    /** Returns the header with these entries added. */
    public Header addedTo(Header header) {
        Map<String, Payload> values = new HashMap<>(header.getValues());
        session.ifPresent(name -> values.put(SESSION, payload(name)));
        turn.ifPresent(number -> values.put(TURN, payload(number)));
        traceparent.ifPresent(parent -> values.put(TRACEPARENT, payload(parent)));
        return new Header(values);
    }

    private static Payload payload(Object value) {
        return DefaultDataConverter.STANDARD_INSTANCE.toPayload(value).orElseThrow();
    }
}
