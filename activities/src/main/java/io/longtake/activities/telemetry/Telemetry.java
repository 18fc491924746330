package io.longtake.activities.telemetry;

import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.RequestObserver;
import java.util.List;
import java.util.Optional;

/** The observers of a worker. */
public record Telemetry(List<TurnObserver> turns, List<StepObserver> steps, List<RequestObserver> backendRequests) {
    /** No observers; logs still name session and turn. */
    public static final Telemetry NONE = new Telemetry(List.of(), List.of(), List.of());

    public Telemetry {
        turns = List.copyOf(turns);
        steps = List.copyOf(steps);
        backendRequests = List.copyOf(backendRequests);
    }

    public <T extends TurnObserver & StepObserver & RequestObserver> Telemetry with(T observer) {
        return new Telemetry(added(turns, observer), added(steps, observer), added(backendRequests, observer));
    }

    private static <T> List<T> added(List<T> some, T more) {
        List<T> all = new java.util.ArrayList<>(some);
        all.add(more);
        return all;
    }

    /** One observer for the clients of backends. */
    public RequestObserver requests() {
        return backendRequests.isEmpty() ? RequestObserver.NONE : this::begin;
    }

    private RequestObserver.Observed begin(String route, NemoBackend backend) {
        List<RequestObserver.Observed> all = backendRequests.stream()
                .map(observer -> observer.begin(route, backend))
                .toList();
        return new RequestObserver.Observed() {
            @Override
            public Optional<String> traceparent() {
                return all.stream().flatMap(one -> one.traceparent().stream()).findFirst();
            }

            @Override
            public void ended(int status, String outcome) {
                all.forEach(one -> one.ended(status, outcome));
            }
        };
    }
}
