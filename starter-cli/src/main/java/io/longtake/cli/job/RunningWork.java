package io.longtake.cli.job;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.process.Service;
import io.longtake.workflows.session.SessionView;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a session carries out at the moment, read from the heartbeats of its activities. Reading them starts nothing, adds
 * no event and needs no worker. Commands that only read use it; {@link Follower} reports the same steps while a command waits.
 */
public final class RunningWork {
    /** None if the session is idle, between two steps, or if the server does not answer. */
    private final List<Progress.Step> steps;

    private RunningWork(List<Progress.Step> steps) {
        this.steps = List.copyOf(steps);
    }

    public static RunningWork none() {
        return new RunningWork(List.of());
    }

    public static RunningWork of(Invocation invocation, SessionView view) {
        return of(invocation, List.of(view)).getOrDefault(view.spec().name(), none());
    }

    /** The work of those sessions for which it is known, by their names. */
    public static Map<String, RunningWork> of(Invocation invocation, List<SessionView> views) {
        var working = views.stream().filter(view -> !view.idle()).toList();
        return working.isEmpty() || !serverAnswers(invocation) ? Map.of() : asked(invocation, working);
    }

    static RunningWork of(Sessions sessions, SessionView view) {
        var renders = view.renders().stream()
                .filter(render -> render.outcome().isEmpty())
                .toList();
        return new RunningWork(
                new Progress(sessions::pendingActivities).of(view.spec().name(), renders));
    }

    private static boolean serverAnswers(Invocation invocation) {
        return invocation.externalTemporal().isPresent()
                || invocation
                        .services()
                        .records()
                        .running(Service.SERVER)
                        .filter(server -> !server.identity().paused())
                        .isPresent();
    }

    private static Map<String, RunningWork> asked(Invocation invocation, List<SessionView> views) {
        var known = new HashMap<String, RunningWork>();
        try (var access = SessionAccess.reading(invocation, EnumSet.of(Service.SERVER))) {
            views.forEach(view -> known.put(view.spec().name(), of(access.sessions(), view)));
        } catch (CommandFailure e) {
            // The state that was read before is still worth printing. A server that fails once is not asked again.
            invocation.statusOutput().detail("The progress is unknown: " + e.sentence());
        }
        return known;
    }

    /** The progress of the first step that reports one, in percent. */
    public OptionalInt percent() {
        return steps.stream().flatMapToInt(step -> step.percent().stream()).findFirst();
    }

    /** The steps in words; empty if there is none. */
    public String text() {
        return steps.stream().map(Progress.Step::text).collect(Collectors.joining("; "));
    }

    /** Adds the fields of the running work to a document of a session. */
    public void addTo(Map<String, @Nullable Object> document) {
        document.put("percent", percent().isPresent() ? percent().getAsInt() : null);
        document.put("progress", steps.stream().map(RunningWork::step).toList());
    }

    private static Map<String, @Nullable Object> step(Progress.Step step) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("step", step.name());
        document.put("percent", step.percent().isPresent() ? step.percent().getAsInt() : null);
        document.put("text", step.text());
        return document;
    }
}
