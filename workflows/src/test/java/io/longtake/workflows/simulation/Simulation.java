package io.longtake.workflows.simulation;

import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Simulated users with random requests against a cloud with random faults; afterwards the ledger is checked. Each seed
 * is one account with one to three sessions. All seeds of a batch share one Temporal server with time skipping.
 */
final class Simulation implements AutoCloseable {
    /** Number of seeds that share a server. */
    static final int BATCH = 100;

    private static final int ROUNDS = 200;
    private static final int EVENTS_SHOWN = 25;
    private static final Duration ROUND = Duration.ofMinutes(7);

    /** A broken rule. */
    record Violation(long seed, String what) {
        @Override
        public String toString() {
            return "seed " + seed + ": " + what;
        }
    }

    /** The result of a batch. */
    record Result(List<Violation> violations, Map<FaultPoint, Map<Fault, Long>> faults) {}

    private final SimulatedCloud cloud;
    private final WorkflowTestServer stage;
    private final SimulatedReset earlier;
    private final PayloadBound bound;
    private final Map<String, SimulatedUser> persons = new LinkedHashMap<>();
    private final Map<String, SessionView> ends = new LinkedHashMap<>();

    private Simulation(SimulatedCloud cloud, WorkflowTestServer stage, SimulatedReset earlier, PayloadBound bound) {
        this.cloud = cloud;
        this.stage = stage;
        this.earlier = earlier;
        this.bound = bound;
    }

    /** Runs the seeds from {@code first} (inclusive) to {@code until} (exclusive). */
    static Result play(long first, long until, Sabotage sabotage) {
        SimulatedCloud cloud = sabotage.cloud();
        AtomicReference<WorkflowTestServer> stage = new AtomicReference<>();
        SimulatedReset earlier = new SimulatedReset(() -> stage.get().client(), sabotage::idBeforeAReset);
        PayloadBound bound = new PayloadBound();
        WorkflowTestServer.Options options = new WorkflowTestServer.Options(
                // In every fourth batch almost every workflow task replays its workflow from the beginning, as on a new
                // worker.
                first / BATCH % 4 == 3 ? 4 : 600,
                List.of(between(sabotage, earlier)),
                List.of(new AlteredHistory(Simulation::eventsOfARun), bound));
        stage.set(new WorkflowTestServer(cloud, options));
        try (Simulation simulation = new Simulation(cloud, stage.get(), earlier, bound)) {
            simulation.begin(LongStream.range(first, until).toArray());
            simulation.live();
            return simulation.judge();
        }
    }

    private static WorkerInterceptor between(Sabotage sabotage, SimulatedReset earlier) {
        return new WorkerInterceptorBase() {
            @Override
            public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
                return new WorkflowInboundCallsInterceptorBase(next) {
                    private Optional<Sabotage.StaleConditions> stale = Optional.empty();

                    @Override
                    public void init(WorkflowOutboundCallsInterceptor outside) {
                        WorkflowOutboundCallsInterceptor between = sabotage.between(outside);
                        if (between instanceof Sabotage.StaleConditions conditions) {
                            stale = Optional.of(conditions);
                        }
                        super.init(earlier.between(between));
                    }

                    @Override
                    public UpdateOutput executeUpdate(UpdateInput input) {
                        if (input.getUpdateName().equals("close")) {
                            stale.ifPresent(Sabotage.StaleConditions::begin);
                        }
                        return super.executeUpdate(input);
                    }
                };
            }
        };
    }

    /** Half of all sessions hand over from run to run, each after its own number of events. */
    private static Optional<Long> eventsOfARun(String workflow) {
        if (!workflow.startsWith("session-sim-") && !workflow.startsWith("account-sim-")) {
            return Optional.empty();
        }
        SeededRandom dice = SeededRandom.of(workflow);
        return dice.happens("hands over " + workflow, 0.5)
                ? Optional.of(40L + dice.below("events " + workflow, 160))
                : Optional.empty();
    }

    private void begin(long... seeds) {
        cloud.watchedBy(new SimulatedCloud.Observer() {
            @Override
            public void passing(Request request, FaultPoint point) {
                Optional.ofNullable(persons.get(request.session())).ifPresent(p -> p.passing(request, point));
            }

            @Override
            public void stop(Request request) {
                Optional.ofNullable(persons.get(request.session())).ifPresent(p -> p.stop(request));
            }
        });
        for (long seed : seeds) {
            stage.account(account(seed));
            SeededRandom dice = new SeededRandom(seed);
            int sessions = dice.happens("several sessions", 0.2) ? 2 + dice.below("sessions", 2) : 1;
            for (int i = 0; i < sessions; i++) {
                String name = "sim-" + seed + "-" + (char) ('a' + i);
                EditSessionWorkflow session = stage.session(name, account(seed));
                persons.put(name, new SimulatedUser(name, session));
            }
        }
        persons.values().forEach(SimulatedUser::begin);
    }

    private static String account(long seed) {
        return "account-sim-" + seed;
    }

    private void live() {
        for (int round = 0; round < ROUNDS && ends.size() < persons.size(); round++) {
            stage.skip(ROUND);
            for (SimulatedUser person : persons.values()) {
                if (!ends.containsKey(person.name)) {
                    person.lookIn().ifPresent(end -> ends.put(person.name, end));
                }
            }
        }
        // Answers are remembered across all runs, and repeated requests change nothing.
        ends.keySet().stream().map(persons::get).forEach(SimulatedUser::repeatEverything);
        stage.skip(ROUND);
    }

    private WorkflowExecutionStatus status(String name) {
        return stage.untyped(SessionSpec.workflowId(name)).describe().getStatus();
    }

    /** The ends of the histories of a session and of its running renders, to explain a hang. */
    private String whereItStands(SimulatedUser person) {
        SessionView view = person.view();
        Stream<String> workflows = Stream.concat(
                Stream.of(SessionSpec.workflowId(person.name)),
                view.renders().stream().filter(r -> r.outcome().isEmpty()).map(RenderRecord::workflowId));
        return view + "\n" + workflows.map(id -> id + ": " + lastEvents(id)).collect(Collectors.joining("\n"));
    }

    private List<String> lastEvents(String workflowId) {
        List<HistoryEvent> events =
                stage.client().fetchHistory(workflowId).getHistory().getEventsList();
        return events.subList(Math.max(0, events.size() - EVENTS_SHOWN), events.size()).stream()
                .map(event -> event.getEventId() + " "
                        + Instant.ofEpochSecond(event.getEventTime().getSeconds()) + " "
                        + event.getEventType().name().replace("EVENT_TYPE_", ""))
                .toList();
    }

    private Result judge() {
        List<Violation> violations = new ArrayList<>();
        for (SimulatedUser person : persons.values()) {
            List<String> broken = new ArrayList<>(person.complaints());
            if (ends.containsKey(person.name)) {
                Rules.brokenByTheExecution(person.view(), status(person.name)).ifPresent(broken::add);
                broken.addAll(Rules.broken(
                        cloud.ledger(person.name), person.wholeView(cloud.archive), earlier.of(person.name)));
                broken.addAll(Rules.brokenByRebuilds(person.wholeView(cloud.archive), person.rebuilds()));
                bound.brokenBy(SessionSpec.workflowId(person.name))
                        .ifPresent(piece -> broken.add("exceeds its bound: " + piece));
            } else {
                broken.add("does not end: " + whereItStands(person));
            }
            broken.forEach(b ->
                    violations.add(new Violation(SeededRandom.of(person.name).seed(), person.name + ": " + b)));
        }
        persons.keySet().stream()
                .mapToLong(name -> SeededRandom.of(name).seed())
                .distinct()
                .forEach(seed -> {
                    Tokens tokens = cloud.tokens(account(seed));
                    if (tokens.askedTooSoon() > 0) {
                        violations.add(new Violation(
                                seed,
                                "a token was requested while one worked: " + tokens.issued + " were issued, "
                                        + tokens.expired + " expired"));
                    }
                });
        Map<FaultPoint, Map<Fault, Long>> faults = new EnumMap<>(FaultPoint.class);
        cloud.faults.addTo(faults);
        return new Result(violations, faults);
    }

    @Override
    public void close() {
        stage.close();
    }
}
