package io.longtake.activities.metrics;

import java.util.List;

/** Longtake's own metrics, one row each. Used by the worker and by the reference. */
public enum Metric {
    TURNS("longtake.turns", Kind.COUNTER, List.of("kind", "outcome"), "turns that ended"),
    TURN_QUEUE("longtake.turn.queue", Kind.TIMER, List.of("kind"), "time from the request to the start of a turn"),
    TURN("longtake.turn", Kind.TIMER, List.of("kind"), "time from the start to the end of a turn"),
    STEP(
            "longtake.step",
            Kind.TIMER,
            List.of("step", "outcome"),
            "time of one attempt of a step; for `render`, from the first poll to the end of the render"),
    CHATS_OPEN("longtake.chats.open", Kind.GAUGE, List.of(), "chats whose reply this worker waits for"),
    CREDITS_USED(
            "longtake.credits.used",
            Kind.COUNTER,
            List.of(),
            "credits that edits have cost, where the backend reports a balance"),
    RENDERS_RUNNING("longtake.renders.running", Kind.GAUGE, List.of(), "renders that this worker has polled recently"),
    RENDER_STALLED(
            "longtake.render.stalled.seconds",
            Kind.GAUGE,
            List.of(),
            "time since the progress of a running render last changed; the longest of all"),
    RENDER_TIME("longtake.render.seconds", Kind.COUNTER, List.of(), "time that finished renders took"),
    FILM_TIME("longtake.render.film.seconds", Kind.COUNTER, List.of(), "length of the films that were downloaded"),
    BACKEND_REQUEST(
            "longtake.backend.request",
            Kind.TIMER,
            List.of("route", "status", "outcome"),
            "requests to backends: until the response was read, for `chat` until it was accepted; status `0` is no"
                    + " response");

    /** The types of metrics. */
    public enum Kind {
        COUNTER("_total"),
        GAUGE(""),
        TIMER("_seconds");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private final String id;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> labels;

    private final String documentation;

    Metric(String id, Kind kind, List<String> labels, String documentation) {
        this.id = id;
        this.kind = kind;
        this.labels = labels;
        this.documentation = documentation;
    }

    /** The name in Micrometer, with dots. */
    String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> labels() {
        return labels;
    }

    public String documentation() {
        return documentation;
    }

    /** The name in Prometheus. */
    public String prometheusName() {
        return id.replace('.', '_') + kind.suffix;
    }
}
