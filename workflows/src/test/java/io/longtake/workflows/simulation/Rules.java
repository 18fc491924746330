package io.longtake.workflows.simulation;

import io.longtake.workflows.FakeListings;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RebuildSession;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invariants: compares the cloud's ledger with the session's final view. */
final class Rules {
    private final Ledger ledger;
    private final SessionView view;
    private final List<SimulatedReset.Left> left;
    private final List<String> violations = new ArrayList<>();

    private Rules(Ledger ledger, SessionView view, List<SimulatedReset.Left> left) {
        this.ledger = ledger;
        this.view = view;
        this.left = left;
    }

    /** @param left renders that were started before a reset */
    static List<String> broken(Ledger ledger, SessionView view, List<SimulatedReset.Left> left) {
        synchronized (ledger) {
            Rules rules = new Rules(ledger, view, left);
            rules.judgeTurns();
            rules.judgeMessages();
            view.turns().forEach(rules::judgeTurn);
            rules.judgeRenders();
            rules.judgeDeliveries();
            rules.judgeResets();
            return rules.violations;
        }
    }

    /** The execution of a closed session with nothing left to do must be completed, so that its name is free. */
    static Optional<String> brokenByTheExecution(SessionView view, WorkflowExecutionStatus status) {
        boolean over = status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
        return view.phase() == SessionPhase.CLOSED && !over
                ? Optional.of("closed, but its execution is not completed: " + status)
                : Optional.empty();
    }

    /**
     * A full replay queues every edit that was done before it once, in the order in which they were first done; the
     * rest of an interrupted replay queues those that were not done since an earlier rebuild. Edits are identified by
     * their prompts, which are all different.
     */
    static List<String> brokenByRebuilds(SessionView view, Map<RebuildSession, List<Integer>> rebuilds) {
        return rebuilds.entrySet().stream()
                .filter(rebuild -> !rebuild.getValue().isEmpty())
                .filter(rebuild -> histories(view, rebuild.getKey().replay(), rebuild.getValue(), rebuilds.values())
                        .noneMatch(edits(view, rebuild.getValue())::equals))
                .map(rebuild -> "an edit is not replayed once: " + rebuild + " queued "
                        + edits(view, rebuild.getValue()) + " of " + view.turns())
                .toList();
    }

    private static List<String> edits(SessionView view, List<Integer> numbers) {
        return prompts(view.turns().stream().filter(t -> numbers.contains(t.number())));
    }

    /** The sequences of edits that a replay may queue. */
    private static Stream<List<String>> histories(
            SessionView view, RebuildSession.Replay replay, List<Integer> numbers, Collection<List<Integer>> rebuilds) {
        List<Turn> done = view.turns().stream()
                .filter(t -> t.number() < numbers.get(0) && t.status() == TurnStatus.DONE)
                .toList();
        List<String> all = prompts(done.stream()).stream().distinct().toList();
        return switch (replay) {
            case NONE -> Stream.of(List.of());
            case REST ->
                Stream.concat(
                        Stream.of(all),
                        rebuilds.stream()
                                .filter(one -> !one.isEmpty() && one.get(0) < numbers.get(0))
                                .map(one -> prompts(done.stream().filter(t -> t.number() >= one.get(0))))
                                .map(since -> all.stream()
                                        .filter(p -> !since.contains(p))
                                        .toList()));
            case ALL, UNKNOWN -> Stream.of(all);
        };
    }

    private static List<String> prompts(Stream<Turn> turns) {
        return turns.filter(t -> t.spec() instanceof TurnSpec.Edit)
                .map(t -> ((TurnSpec.Edit) t.spec()).prompt())
                .toList();
    }

    private void check(boolean fine, String otherwise) {
        if (!fine) {
            violations.add(otherwise);
        }
    }

    // ---- turns ----

    private void judgeTurns() {
        List<Integer> numbers = view.turns().stream().map(Turn::number).toList();
        Set<Integer> once = new HashSet<>(numbers);
        check(once.size() == numbers.size(), "two turns have one number: " + numbers);
        view.turns().forEach(t -> check(t.status().ended(), "a turn did not end: " + t));
    }

    private void judgeTurn(Turn turn) {
        if (turn instanceof Turn.EditTurn edit) {
            judgeEdit(edit);
        } else if (turn.spec() instanceof TurnSpec.AddMedia media && turn.status() == TurnStatus.DONE) {
            boolean there = FakeListings.files(media.files()).stream()
                    .allMatch(f -> ledger.projects.stream().anyMatch(p -> p.files.contains("cdn/" + f.sha256())));
            check(there, "an upload is done, but the file does not exist: " + turn);
        } else if (turn.isExport()) {
            judgeExport(turn);
        }
        judgeGroup(turn);
    }

    /** Turns after a turn that did not succeed are not started. An export ends independently of the turns after it. */
    private void judgeGroup(Turn turn) {
        Optional<Turn> violation = view.turns().stream()
                .filter(t -> t.group() == turn.group() && isBefore(t, turn) && !t.isExport())
                .filter(t -> t.status() != TurnStatus.DONE)
                .findFirst();
        violation.ifPresent(t -> check(
                turn.status() == TurnStatus.CANCELLED, "turn " + turn + " was done after turn " + t + " was not"));
    }

    /**
     * Whether {@code first} is due before {@code second}. The archive does not record the position of a turn relative
     * to those that remained in the state: the last upload remains when edits after it are archived. Between the two
     * parts the numbers decide.
     */
    private boolean isBefore(Turn first, Turn second) {
        int place = place(first.number());
        int other = place(second.number());
        boolean apart = place < view.archivedTurns() && other >= view.archivedTurns();
        return place < other && (!apart || first.number() < second.number());
    }

    // ---- messages ----

    private void judgeMessages() {
        // The memory of the worker is not sufficient, because another machine's worker lacks it: the workflow itself
        // must not send twice.
        ledger.askedAgain.forEach(intent -> check(false, "a message was about to be sent twice: " + intent));
        for (Project project : ledger.projects) {
            Map<String, Long> sent =
                    project.messages.stream().collect(Collectors.groupingBy(m -> m.text, Collectors.counting()));
            // Only the user sends the same text again, and then it is another turn.
            sent.forEach((text, times) ->
                    check(times <= askedFor(text), "the message " + text + " was sent twice: to " + project.id));
        }
        Set<Integer> turns = new HashSet<>();
        int last = -1;
        for (Message message : ledger.messages().stream()
                .sorted(Comparator.comparingLong(m -> m.deliveredAt))
                .toList()) {
            check(turns.add(message.turn), "a message was sent twice: for turn " + message.turn);
            int place = place(message.turn);
            check(place >= last, "turn " + message.turn + " was sent after a later one");
            last = Math.max(last, place);
        }
    }

    /** The position of a turn in the order of execution; the number only shows the order of creation. */
    private int place(int number) {
        return view.turns().stream().map(Turn::number).toList().indexOf(number);
    }

    private long askedFor(String text) {
        return view.turns().stream()
                .filter(t ->
                        t.spec() instanceof TurnSpec.Edit edit && edit.prompt().equals(text))
                .count();
    }

    private void judgeEdit(Turn.EditTurn turn) {
        Optional<Message> sent =
                ledger.messages().stream().filter(m -> m.turn == turn.number()).findFirst();
        boolean applied = sent.map(m -> m.appliedAt.isPresent()).orElse(false);
        switch (turn.status()) {
            case DONE ->
                check(
                        applied
                                || turn.report().contains("did not change")
                                || (sent.isPresent() && another(sent.get(), turn)),
                        "an edit is done, but the state does not show it: " + turn);
            case FAILED ->
                check(
                        sent.isEmpty() || sent.get().effect == Message.Effect.NEVER,
                        "an edit is failed, but was done: " + turn);
            case CANCELLED ->
                check(
                        sent.isEmpty()
                                || turn.report().startsWith("Cancelled: a later check")
                                || (turn.report().startsWith("Stopped")
                                        && !turn.report().contains("before anything")),
                        "an edit is not started, but its message was sent: " + turn);
            default -> {}
        }
    }

    /**
     * A late effect of an earlier message, after the reading before this edit, looks like an effect of this edit; the
     * two can't be distinguished.
     */
    private boolean another(Message message, Turn.EditTurn turn) {
        List<String> known = List.of(turn.baseline().orElse("").split("\\|"));
        return ledger.messages().stream()
                .anyMatch(m -> m != message
                        && m.deliveredAt < message.deliveredAt
                        && m.appliedAt.isPresent()
                        && !known.contains(m.effect == Message.Effect.IN_TWO_STAGES ? m.text + "+titles" : m.text));
    }

    // ---- renders ----

    private void judgeExport(Turn export) {
        List<RenderRecord> mine = recordsOf(export);
        List<String> fetched = mine.stream()
                .map(RenderRecord::renderId)
                .filter(ledger.fetched::contains)
                .toList();
        List<RenderRecord> completed = mine.stream()
                .filter(r -> r.outcome()
                        .filter(RenderOutcome.Completed.class::isInstance)
                        .isPresent())
                .toList();
        if (export.status() == TurnStatus.DONE) {
            check(
                    completed.size() == 1 && fetched.contains(completed.get(0).renderId()),
                    "an export is done without exactly one film: " + export + ", " + mine);
        } else {
            check(completed.isEmpty(), "an export is " + export.status() + ", but its film exists: " + mine);
        }
        check(fetched.size() <= 1, "an export was downloaded twice: " + export + ", " + mine);
    }

    /** A render that has not completed must not replace a file. */
    private void judgeDeliveries() {
        ledger.delivered.forEach((path, renderId) -> check(
                view.renders().stream()
                        .filter(r -> r.renderId().equals(renderId))
                        .anyMatch(r -> r.outcome()
                                .filter(RenderOutcome.Completed.class::isInstance)
                                .isPresent()),
                path + " was delivered by a render that did not complete: " + renderId + ", of " + view.renders()));
    }

    private List<RenderRecord> recordsOf(Turn export) {
        return view.renders().stream()
                .filter(r -> r.exportTurn() == export.number())
                .toList();
    }

    private void judgeRenders() {
        for (Job job : ledger.jobs.values()) {
            Optional<RenderRecord> record = view.renders().stream()
                    .filter(r -> r.renderId().equals(job.id))
                    .findFirst();
            Optional<Turn> export = record.flatMap(r -> view.turns().stream()
                    .filter(t -> t.number() == r.exportTurn())
                    .findFirst());
            if (export.isEmpty()) {
                violations.add("an orphan: " + job.id + " is at the cloud, but no session has it");
                continue;
            }
            check(
                    !job.running() || export.get().status() == TurnStatus.UNKNOWN,
                    "an orphan: " + job.id + " is still rendering, but its export ended as "
                            + export.get().status());
            judgeDraft(job, export.get());
            judgeOthersBeside(job, export.get());
        }
    }

    /**
     * At most one render at a time: always for an export; for a session, except when the end of a render can't be
     * observed.
     */
    private void judgeOthersBeside(Job job, Turn export) {
        for (Map.Entry<String, Job> entry : ledger.jobs.entrySet()) {
            Job later = entry.getValue();
            boolean beside =
                    later.submittedAt > job.submittedAt && later.submittedAt < job.endedAt.orElse(Long.MAX_VALUE);
            if (!beside) {
                continue;
            }
            boolean sameExport =
                    recordsOf(export).stream().anyMatch(r -> r.renderId().equals(later.id));
            check(!sameExport, "two live renders for one export: " + job.id + " and " + later.id + " of " + export);
            boolean onceUnknown = recordsOf(export).stream()
                    .anyMatch(r -> r.renderId().equals(job.id)
                            && (r.follower() > 1
                                    || r.outcome()
                                            .filter(RenderOutcome.Unknown.class::isInstance)
                                            .isPresent()));
            check(sameExport || onceUnknown, "two renders at a time: " + job.id + " of " + export + " and " + later.id);
        }
    }

    /**
     * After a reset the export uses the render that was started before the reset, unless the backend reported that
     * render as failed.
     */
    private void judgeResets() {
        for (SimulatedReset.Left before : left) {
            boolean another = view.renders().stream()
                    .filter(r -> r.exportTurn() == before.exportTurn() && ledger.jobs.containsKey(r.renderId()))
                    .filter(r -> !r.renderId().equals(before.renderId()))
                    .anyMatch(r -> ledger.jobs.get(r.renderId()).submittedAt > submittedAt(before));
            boolean failed = Optional.ofNullable(ledger.jobs.get(before.renderId()))
                    .filter(job -> job.plannedEnd != Job.PlannedEnd.COMPLETED)
                    .isPresent();
            check(
                    !another || failed,
                    "a reset started a second render: in addition to " + before + " those of "
                            + view.renders().stream()
                                    .map(RenderRecord::renderId)
                                    .toList());
        }
    }

    /** When it arrived; the maximum value if it never did. */
    private long submittedAt(SimulatedReset.Left render) {
        return Optional.ofNullable(ledger.jobs.get(render.renderId()))
                .map(job -> job.submittedAt)
                .orElse(Long.MAX_VALUE);
    }

    /** An export contains exactly the edits that were done before its turn, as far as this could be known. */
    private void judgeDraft(Job job, Turn export) {
        List<String> parts = List.of(job.draft.split("\\|"));
        Project project = ledger.project(job.project);
        for (Message message : project.messages) {
            boolean plain = message.effect == Message.Effect.AT_ONCE || message.effect == Message.Effect.IN_TWO_STAGES;
            boolean done =
                    view.turns().stream().anyMatch(t -> t.number() == message.turn && t.status() == TurnStatus.DONE);
            boolean in = parts.contains(message.text);
            boolean later = place(message.turn) > place(export.number());
            check(
                    !plain || !done || later || in || ledger.projects.size() > 1,
                    "export " + export.number() + " started before " + message.text + ": " + job.draft);
            check(
                    !later || !in || ledger.projects.size() > 1 || askedFor(message.text) > 1,
                    "export " + export.number() + " contains the later " + message.text);
        }
    }
}
