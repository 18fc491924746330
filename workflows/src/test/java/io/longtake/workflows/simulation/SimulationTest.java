package io.longtake.workflows.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Stage;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.longtake.workflows.simulation.SimulatedCloud.Delivered;
import io.longtake.workflows.simulation.SimulatedCloud.Job;
import io.longtake.workflows.simulation.SimulatedCloud.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many sessions with random wishes against a cloud with random faults; afterwards only the ledger is asked. A violation
 * names its seed: {@code -Dsimulation.from=<seed> -Dsimulation.seeds=1} plays it again.
 */
class SimulationTest {
    private static final int BATCH = 100;
    private static final long FROM = Long.getLong("simulation.from", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 200);

    @Test
    void noSeedBreaksARule() {
        long began = System.nanoTime();
        long faults = 0;
        List<String> violations = new ArrayList<>();
        for (long from = FROM; from < FROM + SEEDS; from += BATCH) {
            SimulatedCloud cloud = new SimulatedCloud(false);
            violations.addAll(play(cloud, from, Math.min(from + BATCH, FROM + SEEDS)));
            faults += cloud.faults.get();
        }
        System.out.printf(
                "simulation: %d seeds from %d, %d faults, %d s%n",
                SEEDS, FROM, faults, Duration.ofNanos(System.nanoTime() - began).toSeconds());
        assertThat(violations).isEmpty();
        assertThat(faults).isGreaterThan(SEEDS / 2);
    }

    @Test
    void aMessageDeliveredTwiceIsNoticed() {
        SimulatedCloud careless = new SimulatedCloud(true);
        assertThat(play(careless, 1, 61)).anyMatch(v -> v.contains("delivered twice"));
    }

    private static List<String> play(SimulatedCloud cloud, long from, long until) {
        try (Stage stage = new Stage(cloud)) {
            stage.account("account-sim").ready();
            Map<Long, EditSessionWorkflow> sessions = new LinkedHashMap<>();
            LongStream.range(from, until).forEach(seed -> {
                EditSessionWorkflow session = stage.session("sim-" + seed, "account-sim");
                sessions.put(seed, session);
                ask(stage, session, new Dice(seed));
            });
            Map<Long, SessionView> ends = new LinkedHashMap<>();
            for (int round = 0; round < 60 && ends.size() < sessions.size(); round++) {
                stage.skip(Duration.ofMinutes(round < 8 ? 1 : 20));
                for (var entry : sessions.entrySet()) {
                    if (!ends.containsKey(entry.getKey())) {
                        step(entry.getValue(), new Dice(entry.getKey()), round)
                                .ifPresent(view -> ends.put(entry.getKey(), view));
                    }
                }
            }
            List<String> violations = new ArrayList<>();
            for (long seed : sessions.keySet()) {
                Optional.ofNullable(ends.get(seed))
                        .ifPresentOrElse(
                                view -> judge(cloud, seed, view, violations),
                                () -> violations.add("seed " + seed + ": does not end: "
                                        + sessions.get(seed).view()));
            }
            return violations;
        }
    }

    private static void ask(Stage stage, EditSessionWorkflow session, Dice dice) {
        int groups = 1 + dice.below("groups", 3);
        for (int group = 0; group < groups; group++) {
            List<TurnSpec> turns = new ArrayList<>();
            if (dice.strikes("media " + group, 0.4)) {
                turns.add(new TurnSpec.AddMedia(List.of(new MediaRef("m" + group, 1, "p.jpg", "image/jpeg"))));
            }
            for (int edit = 0; edit < dice.below("edits " + group, 3); edit++) {
                turns.add(new TurnSpec.Edit("e" + group + "." + edit));
            }
            if (turns.isEmpty() || dice.strikes("export " + group, 0.6)) {
                turns.add(new TurnSpec.Export(Optional.empty()));
            }
            stage.ask(session, turns.toArray(TurnSpec[]::new));
        }
    }

    /** The person looks in: may cancel once, settles what is unknown; the view when all is over. */
    private static Optional<SessionView> step(EditSessionWorkflow session, Dice dice, int round) {
        if (round == dice.below("cancel in", 12) && dice.strikes("cancels", 0.3)) {
            session.cancel(new CancelTurns("cancel", dice.pick("what", CancelTurns.Scope.class)));
        }
        SessionView view = session.view();
        if (view.idle()) {
            return Optional.of(view);
        }
        view.turns().stream()
                .filter(t -> t.status() == TurnStatus.UNKNOWN && !t.settled())
                .findFirst()
                .ifPresent(t -> session.settle(new SettleTurn("settle", t.number(), SettleTurn.Verdict.GO_ON)));
        return Optional.empty();
    }

    private static void judge(SimulatedCloud cloud, long seed, SessionView view, List<String> violations) {
        Project project = cloud.projects.getOrDefault("sim-" + seed, new Project());
        String who = "seed " + seed + ": ";
        for (Turn turn : view.turns()) {
            if (!turn.status().ended()) {
                violations.add(who + "turn without an end: " + turn);
            }
            if (turn.spec() instanceof TurnSpec.Edit edit) {
                judgeEdit(project, who, turn, edit.prompt(), violations);
            }
        }
        judgeRenders(cloud, seed, view, project, who, violations);
    }

    private static void judgeEdit(Project project, String who, Turn turn, String prompt, List<String> violations) {
        List<Delivered> delivered = project.delivered.stream()
                .filter(d -> d.message().equals(prompt))
                .toList();
        boolean applied = project.edits.contains(prompt);
        if (delivered.size() > 1) {
            violations.add(who + prompt + " was delivered twice");
        }
        boolean saysUnchanged = turn.report().contains("did not change");
        if (turn.status() == TurnStatus.DONE && !applied && !saysUnchanged) {
            violations.add(who + prompt + " is called done, and the state does not say so: " + turn);
        }
        if (turn.status() == TurnStatus.FAILED && applied) {
            violations.add(who + prompt + " is called failed, and was done: " + turn);
        }
    }

    private static void judgeRenders(
            SimulatedCloud cloud, long seed, SessionView view, Project project, String who, List<String> violations) {
        Map<Integer, Long> done = new LinkedHashMap<>();
        for (var entry : cloud.jobs.entrySet()) {
            Job job = entry.getValue();
            if (!job.session.equals("sim-" + seed)) {
                continue;
            }
            var record = view.renders().stream()
                    .filter(r -> r.renderId().equals(entry.getKey()))
                    .findFirst();
            if (record.isEmpty()) {
                violations.add(who + entry.getKey() + " is at the cloud and nobody answers for it");
                continue;
            }
            Turn export = view.turns().get(record.get().exportTurn() - 1);
            if (job.running() && export.status() != TurnStatus.UNKNOWN) {
                violations.add(who + entry.getKey() + " still renders, and its export ended as " + export.status());
            }
            if (cloud.downloads.containsKey(entry.getKey())) {
                done.merge(export.number(), 1L, Long::sum);
            }
            judgeDraft(view, project, job, export, who, violations);
        }
        done.values().stream().filter(n -> n > 1).forEach(n -> violations.add(who + "one export was fetched twice"));
        for (Turn turn : view.turns()) {
            if (turn.isExport() && turn.status() == TurnStatus.DONE && !done.containsKey(turn.number())) {
                violations.add(who + "an export is called done without a film: " + turn);
            }
        }
    }

    /** An export holds exactly the edits that were done before its turn, as far as anybody could know. */
    private static void judgeDraft(
            SessionView view, Project project, Job job, Turn export, String who, List<String> violations) {
        for (Turn turn : view.turns()) {
            if (!(turn.spec() instanceof TurnSpec.Edit edit) || !project.edits.contains(edit.prompt())) {
                continue;
            }
            boolean in = List.of(job.draft.split("\\|")).contains(edit.prompt());
            boolean knownDone = turn.status() == TurnStatus.DONE;
            if (turn.number() < export.number() && knownDone && !in) {
                violations.add(who + "export " + export.number() + " began before " + edit.prompt());
            }
            if (turn.number() > export.number() && in) {
                violations.add(who + "export " + export.number() + " holds the later " + edit.prompt());
            }
        }
    }
}
