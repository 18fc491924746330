package io.longtake.workflows.simulation;

import io.longtake.workflows.FakeArchive;
import io.longtake.workflows.FakeListings;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.Enqueued;
import io.longtake.workflows.session.RebuildSession;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.TemporalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user with one session: what they request, when they interfere, and how they settle open turns. */
final class SimulatedUser {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Executor CLIENTS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    /** Actions while a request is in progress. */
    private enum Whim {
        CANCEL,
        ASK_MORE,
        REPEAT_A_REQUEST,
        REFRESH,
        CLOSE
    }

    private static final double RANDOM_ACTIONS = 0.02;
    private static final int MAX_RANDOM_ACTIONS = 4;
    private static final int MAX_LOOKS = 3;
    private static final int REBUILDS = 3;

    final String name;
    private final EditSessionWorkflow session;
    private final SeededRandom dice;
    /** Requests and the turn numbers with which they were answered. */
    private final Map<EnqueueTurns, List<Integer>> answered = new ConcurrentHashMap<>();

    private final Map<RebuildSession, List<Integer>> replays = new ConcurrentHashMap<>();
    private final List<EnqueueTurns> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger randomActions = new AtomicInteger();
    private final Map<Integer, Integer> looks = new ConcurrentHashMap<>();
    private int rebuilds;

    SimulatedUser(String name, EditSessionWorkflow session) {
        this.name = name;
        this.session = session;
        this.dice = SeededRandom.of(name);
    }

    /** Wrong answers. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    SessionView view() {
        return session.view();
    }

    /** The view, including archived turns and renders. */
    SessionView wholeView(FakeArchive archive) {
        SessionView view = session.view();
        List<ArchiveTurns> documents = view.archive().map(archive::documents).orElse(List.of());
        return new SessionView(
                view.spec(),
                view.phase(),
                view.backend(),
                view.timeline(),
                view.media(),
                Stream.concat(documents.stream().flatMap(d -> d.turns().stream()), view.turns().stream())
                        .toList(),
                view.archivedTurns(),
                // A render that is still in the state may have progressed since it was archived.
                Stream.concat(view.renders().stream(), documents.stream().flatMap(d -> d.renders().stream()))
                        .collect(Collectors.toMap(
                                RenderRecord::renderId,
                                Function.identity(),
                                (atHand, old) -> atHand,
                                LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList(),
                view.details(),
                view.archive(),
                view.backendSessionFirstTurn(),
                view.notifications());
    }

    // ---- requests ----

    void begin() {
        int groups = 1 + below("groups", 3);
        for (int group = 0; group < groups; group++) {
            ask("g" + group);
        }
    }

    private void ask(String group) {
        List<TurnSpec> turns = new ArrayList<>();
        if (happens("media " + group, 0.4)) {
            // Sometimes a file that another request uploads too, or should have uploaded.
            String content = happens("the same file " + group, 0.3) ? "g0" : group;
            turns.add(FakeListings.adding(
                    List.of(new MediaRef(content, 1, "p.jpg", "image/jpeg")), happens("added again " + group, 0.2)));
        }
        for (int edit = 0; edit < below("edits " + group, 4); edit++) {
            turns.add(new TurnSpec.Edit(group + "." + edit));
        }
        if (turns.isEmpty() || happens("export " + group, 0.6)) {
            turns.add(export(group));
            if (happens("another " + group, 0.15)) {
                turns.add(new TurnSpec.Edit(group + ".after"));
            }
        }
        EnqueueTurns request = new EnqueueTurns(group, turns, Optional.empty(), Optional.empty());
        synchronized (this) {
            asked.add(request);
        }
        send(request);
        if (happens("at once again " + group, 0.1)) {
            send(request);
        }
    }

    private TurnSpec export(String group) {
        return new TurnSpec.Export(
                happens("delivered " + group, 0.7)
                        ? Optional.of(new Delivery("home", "/" + name + "/" + group + ".mp4"))
                        : Optional.empty());
    }

    /** Sends a request, possibly again: the same request must always get the same answer. */
    private void send(EnqueueTurns request) {
        attempt(() -> {
            Enqueued answer = session.enqueue(request);
            List<Integer> before = answered.putIfAbsent(request, answer.numbers());
            if (before != null && !before.equals(answer.numbers())) {
                complain("the request " + request.requestId() + " was answered with " + before + " and then with "
                        + answer.numbers());
            }
        });
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }

    /** Sends all requests again, as a client that never received the answers. */
    void repeatEverything() {
        List<EnqueueTurns> all;
        synchronized (this) {
            all = List.copyOf(asked);
        }
        all.stream().filter(answered::containsKey).forEach(this::send);
    }

    // ---- interference ----

    void passing(Request request, FaultPoint point) {
        String here = "whim " + request.at(point);
        if (!dice.happens(here, RANDOM_ACTIONS) || randomActions.incrementAndGet() > MAX_RANDOM_ACTIONS) {
            return;
        }
        switch (dice.pick("which " + here, Whim.class)) {
            case CANCEL -> cancel(here, scope(request, here));
            case ASK_MORE -> ask("more" + randomActions.get());
            case REPEAT_A_REQUEST -> repeatEverything();
            case REFRESH ->
                attempt(() -> WorkflowStub.fromTyped(session)
                        .startUpdate("refresh", WorkflowUpdateStage.ACCEPTED, Void.class));
            case CLOSE -> close(here);
        }
    }

    /**
     * During a request of a render, cancels only exports: an edit may be at any point then, and its own requests have
     * separate draws.
     */
    private CancelTurns.Scope scope(Request request, String here) {
        boolean renders = List.of("submit", "poll", "look", "cancel", "download", "deliver")
                .contains(request.activity());
        return renders ? CancelTurns.Scope.EXPORTS : dice.pick("what " + here, CancelTurns.Scope.class);
    }

    private void cancel(String id, CancelTurns.Scope scope) {
        heard("cancel", new CancelTurns(id, scope));
    }

    void stop(Request request) {
        cancel("stop " + request, CancelTurns.Scope.ALL);
    }

    private void close(String here) {
        if (dice.happens("really " + here, 0.3)) {
            heard("close", here);
        }
    }

    /**
     * Sends an update and returns when the session has accepted it: its completion may need time, which does not pass
     * meanwhile.
     */
    private void heard(String update, Object request) {
        attempt(() ->
                WorkflowStub.fromTyped(session).startUpdate(update, WorkflowUpdateStage.ACCEPTED, Void.class, request));
    }

    /**
     * A refusal and an ended session are valid answers. The wait is limited, and the request continues without the
     * client: the user acts in the middle of a request of the same session, so the two would otherwise wait for each
     * other.
     */
    private static void attempt(Runnable update) {
        try {
            CompletableFuture.runAsync(update, CLIENTS).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException left) {
            // The session may have accepted it nevertheless.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TemporalException)) {
                throw new IllegalStateException(e.getCause());
            }
            // Expected.
        }
    }

    // ---- settling ----

    /**
     * Checks the session, settles open turns and rebuilds a lost session; returns the view when nothing is left to do.
     */
    Optional<SessionView> lookIn() {
        SessionView view = session.view();
        boolean settling = view.phase() != SessionPhase.CLOSED && settle(view);
        if (settling || !view.idle()) {
            return Optional.empty();
        }
        boolean anew = view.phase() == SessionPhase.FORGOTTEN
                // Also if the backend still has the session.
                || (view.phase() == SessionPhase.OPEN && happens("by force " + rebuilds, 0.5));
        if (anew && rebuilds < REBUILDS) {
            rebuild();
            return Optional.empty();
        }
        return Optional.of(view);
    }

    private void rebuild() {
        rebuilds++;
        RebuildSession request =
                new RebuildSession("rebuild" + rebuilds, replay("edits again " + rebuilds), Optional.empty());
        rebuild(request);
        if (happens("twice " + rebuilds, 0.3)) {
            rebuild(request);
        }
    }

    /** The first {@code REST} is the same as {@code ALL}. */
    private RebuildSession.Replay replay(String what) {
        return happens(what, 0.25)
                ? RebuildSession.Replay.NONE
                : happens("rest of " + what, 0.3) ? RebuildSession.Replay.REST : RebuildSession.Replay.ALL;
    }

    private void rebuild(RebuildSession request) {
        attempt(() -> {
            List<Integer> numbers = session.rebuild(request).numbers();
            List<Integer> before = replays.put(request, numbers);
            if (before != null && !before.equals(numbers)) {
                complain("the rebuild " + request.requestId() + " was answered with " + before + " and then with "
                        + numbers);
            }
        });
    }

    /** The rebuilds and the turn numbers with which they were answered. */
    Map<RebuildSession, List<Integer>> rebuilds() {
        return Map.copyOf(replays);
    }

    private boolean settle(SessionView view) {
        Optional<Turn> open = view.turns().stream()
                .filter(t -> t.status() == TurnStatus.UNKNOWN && !t.settled())
                .findFirst();
        open.ifPresent(this::settle);
        return open.isPresent();
    }

    private void settle(Turn turn) {
        int looked = looks.merge(turn.number(), 1, Integer::sum);
        // After some attempts the user always gives up.
        SettleTurn.Verdict verdict = looked > MAX_LOOKS
                ? SettleTurn.Verdict.GO_ON
                : dice.pick(name + " settles " + turn.number() + "." + looked, SettleTurn.Verdict.class);
        heard("settle", new SettleTurn("settle", turn.number(), verdict));
    }

    private boolean happens(String what, double rate) {
        return dice.happens(name + " " + what, rate);
    }

    private int below(String what, int bound) {
        return dice.below(name + " " + what, bound);
    }
}
