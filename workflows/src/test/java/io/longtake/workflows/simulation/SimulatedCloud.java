package io.longtake.workflows.simulation;

import io.longtake.workflows.FakeArchive;
import io.longtake.workflows.FakeFailures;
import io.longtake.workflows.FakeListings;
import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.ObtainToken;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.contract.Expected;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.render.DeliverVideo;
import io.longtake.workflows.render.DeliveryReport;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.FindRequest;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadEdits;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A cloud for many sessions at once. Every request may meet a fault at a named point, or the user may act at that
 * moment. A lost worker appears as a timeout to the workflow that waits for a result. The ledgers record what actually
 * happened.
 */
class SimulatedCloud implements AccountActivities, SessionActivities, ChatActivities, RenderActivities {
    /** May act whenever a request passes a point. */
    interface Observer {
        void passing(Request request, FaultPoint point);

        /** Stops everything in the session; returns when the session has accepted this. */
        void stop(Request request);
    }

    /** The installation to whose disk videos are delivered. */
    static final String HOME = "home";

    /** Probability that an edit is never done, regardless of how its stream ends. */
    private static final double NEVER_DONE = 0.15;

    final Faults faults = new Faults();
    final FakeArchive archive = new FakeArchive();
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Tokens> accounts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> schedulings = new ConcurrentHashMap<>();
    /**
     * The intents that were started, and their outcomes; corresponds to the data that a worker's installation stores.
     */
    private final Map<String, ChatOutcome> begun = new ConcurrentHashMap<>();

    private final Map<String, String> sessionOfRender = new ConcurrentHashMap<>();
    private volatile Optional<Observer> observer = Optional.empty();

    void watchedBy(Observer somebody) {
        observer = Optional.of(somebody);
    }

    Ledger ledger(String session) {
        return ledgers.computeIfAbsent(session, name -> new Ledger());
    }

    Tokens tokens(String account) {
        return accounts.computeIfAbsent(account, id -> new Tokens());
    }

    // ---- random decisions ----

    Optional<Fault> fault(FaultPoint point, Request request) {
        return faults.strike(point, request);
    }

    /** The effect of a message in the cloud. */
    Message.Effect effect(Request asked) {
        SeededRandom dice = SeededRandom.of(asked.session());
        if (dice.happens("never " + asked, NEVER_DONE)) {
            return Message.Effect.NEVER;
        }
        return dice.happens("plain " + asked, 0.6)
                ? Message.Effect.AT_ONCE
                : dice.happens("stages " + asked, 0.5) ? Message.Effect.IN_TWO_STAGES : Message.Effect.LATE;
    }

    /** How an undisturbed stream ends. */
    ChatOutcome ending(Request asked) {
        SeededRandom dice = SeededRandom.of(asked.session());
        // A backend that reports a turn as failed has not done half of it: the contract relies on the report.
        boolean settled = effect(asked) != Message.Effect.LATE;
        return settled && dice.happens("error " + asked, 0.05)
                ? new ChatOutcome.Refused("sorry", "")
                : dice.happens("silent " + asked, 0.3)
                        ? new ChatOutcome.Silent(Expected.of(asked.activity()))
                        : new ChatOutcome.Replied("said", List.of(), Expected.of(asked.activity()));
    }

    Job job(Ledger ledger, String session, SubmitRender request, String id) {
        SeededRandom dice = SeededRandom.of(session);
        String number = session + " render " + (ledger.jobs.size() + 1);
        Job.PlannedEnd plannedEnd = dice.happens("plain " + number, 0.7)
                ? Job.PlannedEnd.COMPLETED
                : dice.pick("fate " + number, Job.PlannedEnd.class);
        return new Job(
                id,
                request.session().sessionId(),
                request.draft().sha256(),
                plannedEnd,
                1 + dice.below("looks " + number, 6),
                dice.below("stops " + number, 3),
                ledger.now());
    }

    /** The cost of an edit, in credits. */
    int price() {
        return 0;
    }

    /** The workflow whose activity is running. */
    String workflow() {
        return Activity.getExecutionContext().getInfo().getWorkflowId();
    }

    // ---- the course of a request ----

    private Request request(String session, String activity) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        AtomicInteger count = schedulings.computeIfAbsent(session + " " + activity, key -> new AtomicInteger());
        return new Request(session, activity, attempt == 1 ? count.incrementAndGet() : count.get(), attempt);
    }

    /**
     * Sends a request that may be repeated: {@code effect} performs it in the cloud and returns the cloud's response.
     */
    private <T> T send(Request request, AccountLease account, Function<Ledger, T> effect) {
        strike(request, FaultPoint.BEFORE_SENDING, account);
        admit(account);
        Ledger ledger = ledger(request.session());
        T answer;
        synchronized (ledger) {
            answer = effect.apply(ledger);
        }
        strike(request, FaultPoint.AFTER_SENDING, account);
        strike(request, FaultPoint.BEFORE_THE_RESULT_IS_RECORDED, account);
        return answer;
    }

    private void strike(Request request, FaultPoint point, AccountLease account) {
        pass(request, point);
        Optional<Fault> fault = fault(point, request);
        if (fault.isPresent()) {
            act(request, point, fault.get(), account);
        }
    }

    private void pass(Request request, FaultPoint point) {
        observer.ifPresent(b -> b.passing(request, point));
    }

    private void act(Request request, FaultPoint point, Fault fault, AccountLease account) {
        switch (fault) {
            case WORKER_LOST -> throw lost(Optional.empty());
            case CONNECTION_REFUSED -> throw FakeFailures.of(FailureType.NOT_SENT, "refused: " + request);
            case RATE_LIMITED ->
                throw FakeFailures.of(FailureType.RATE_LIMITED, "429: " + request, Duration.ofSeconds(30));
            case CONNECTION_CUT -> throw FakeFailures.of(FailureType.BACKEND_TROUBLE, "cut: " + request);
            case TOKEN_EXPIRED ->
                tokens(account.accountId()).expire(tokens(account.accountId()).resolve(account));
            case SESSION_FORGOTTEN -> forget(request.session());
            default -> throw new IllegalStateException(fault + " at " + point + " of " + request);
        }
    }

    private void forget(String session) {
        Ledger ledger = ledger(session);
        synchronized (ledger) {
            ledger.projects.forEach(p -> p.forgotten = true);
        }
    }

    private void admit(AccountLease account) {
        Tokens tokens = tokens(account.accountId());
        int generation = tokens.resolve(account);
        if (!tokens.accepts(generation)) {
            tokens.forget(generation);
            throw FakeFailures.of(FailureType.TOKEN_REFUSED, "1001", Math.max(generation, account.generation()));
        }
    }

    private static Project known(Ledger ledger, BackendSession session) {
        Project project = ledger.project(session.sessionId());
        if (project.forgotten) {
            throw FakeFailures.of(FailureType.SESSION_LOST, "1002");
        }
        return project;
    }

    /** The worker's process is gone: its heartbeats stop, or its time expires. */
    private static ApplicationFailure lost(Optional<ChatProgress> lastHeartbeat) {
        boolean beats =
                !Activity.getExecutionContext().getInfo().getHeartbeatTimeout().isZero();
        return AlteredHistory.lostWorker(
                beats ? TimeoutType.TIMEOUT_TYPE_HEARTBEAT : TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE, lastHeartbeat);
    }

    private static String sessionOf(BackendSession session) {
        return session.sessionId().substring(0, session.sessionId().indexOf('.'));
    }

    // ---- account ----

    @Override
    public TokenLease obtainToken(ObtainToken request) {
        Request asked = request(request.accountId(), "token");
        AccountLease nobody = new AccountLease(request.accountId(), request.origin(), 0);
        Tokens tokens = tokens(request.accountId());
        if (!tokens.issue(request.generation())) {
            throw FakeFailures.of(FailureType.RATE_LIMITED, "one token at a time: " + request, Duration.ofSeconds(30));
        }
        strike(asked, FaultPoint.AFTER_SENDING, nobody);
        strike(asked, FaultPoint.BEFORE_THE_RESULT_IS_RECORDED, nobody);
        // Depends only on the generation, because a second attempt gets what the first one stored; far beyond the end
        // of any session.
        Instant end = Instant.EPOCH.plus(Duration.ofDays(365L * 200 + 7L * request.generation()));
        return new TokenLease(request.generation(), new SealedToken("k", "n", "c"), Optional.of(end), Optional.empty());
    }

    @Override
    public Credits readCredits(AccountLease account) {
        admit(account);
        int left = tokens(account.accountId()).credits.get();
        return new Credits(left, 0, left);
    }

    // ---- session ----

    @Override
    public BackendSession openSession(OpenSession request) {
        String session = workflow().substring("session-".length());
        return send(request(session, "open"), request.account(), ledger -> {
            Project project = new Project(session + "." + (ledger.projects.size() + 1));
            ledger.projects.add(project);
            return new BackendSession(project.id, Optional.of("task-" + project.id), Optional.empty());
        });
    }

    @Override
    public UploadReport uploadMedia(UploadRequest request) {
        return send(request(sessionOf(request.session()), "upload"), request.account(), ledger -> {
            Project project = known(ledger, request.session());
            return FakeListings.upload(request, (file, known) -> {
                String key = "cdn/" + file.sha256();
                // An upload that is listed but unknown to the caller was made by an earlier attempt.
                if (Collections.frequency(project.files, key) <= Collections.frequency(known, key)) {
                    project.files.add(key);
                }
                return key;
            });
        });
    }

    @Override
    public TimelineSnapshot readTimeline(ReadTimeline request) {
        return send(request(sessionOf(request.session()), "read"), request.account(), ledger -> {
            Project project = known(ledger, request.session());
            project.messages.forEach(m -> advance(ledger, project, m));
            String draft = project.draft();
            return new TimelineSnapshot(
                    draft,
                    new MediaRef(draft, 1, "draft.json", "application/json"),
                    "Timeline: " + draft,
                    project.edits.size(),
                    !project.edits.isEmpty(),
                    List.of(),
                    project.files.size(),
                    List.of());
        });
    }

    /** Each reading advances what is still in progress. */
    private static void advance(Ledger ledger, Project project, Message message) {
        if (message.readingsUntilDone > 0 && --message.readingsUntilDone == 0) {
            project.edits.add(message.effect == Message.Effect.LATE ? message.text : message.text + "+titles");
            message.appliedAt = message.appliedAt.isPresent() ? message.appliedAt : OptionalLong.of(ledger.now());
        }
    }

    @Override
    public MediaRef archiveTurns(ArchiveTurns request) {
        return archive.put(request);
    }

    @Override
    public EditHistory.Page readEdits(ReadEdits request) {
        return archive.edits(request);
    }

    @Override
    public FindRequest.Found findRequest(FindRequest request) {
        return archive.find(request);
    }

    // ---- chat ----

    @Override
    public ChatOutcome chat(ChatRequest request) {
        String session = sessionOf(request.session());
        Request asked = request(session, "chat " + request.message());
        Ledger ledger = ledger(session);
        ChatOutcome before = begun.get(request.intentId());
        if (before != null) {
            ledger.askedAgain.add(request.intentId());
            return before;
        }
        strike(asked, FaultPoint.BEFORE_SENDING, request.account());
        admit(request.account());
        Activity.getExecutionContext().heartbeat(new ChatProgress(0, 0, "", "", 0));
        synchronized (ledger) {
            Project project = known(ledger, request.session());
            Message.Effect effect = effect(asked);
            pay(request.account(), effect);
            begun.put(request.intentId(), new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, ""));
            deliver(ledger, project, request, effect);
        }
        ChatOutcome outcome = stream(asked);
        begun.put(request.intentId(), outcome);
        return outcome;
    }

    private void pay(AccountLease account, Message.Effect effect) {
        AtomicInteger credits = tokens(account.accountId()).credits;
        if (credits.get() < price()) {
            throw FakeFailures.of(FailureType.NO_CREDITS, "2001");
        }
        if (effect != Message.Effect.NEVER) {
            credits.addAndGet(-price());
        }
    }

    private static void deliver(Ledger ledger, Project project, ChatRequest request, Message.Effect effect) {
        Message message = new Message(request.message(), turnOf(request), effect, ledger.now());
        project.messages.add(message);
        if (effect == Message.Effect.AT_ONCE || effect == Message.Effect.IN_TWO_STAGES) {
            project.edits.add(message.text);
            message.appliedAt = OptionalLong.of(ledger.now());
        }
        message.readingsUntilDone = switch (effect) {
            case LATE -> 1 + request.message().length() % 3;
            case IN_TWO_STAGES -> 2;
            default -> 0;
        };
    }

    private static int turnOf(ChatRequest request) {
        String intent = request.intentId();
        return Integer.parseInt(intent.substring(intent.lastIndexOf("turn") + "turn".length()));
    }

    private ChatOutcome stream(Request asked) {
        ChatProgress heard = new ChatProgress(1, 0, "half a", "", 0);
        strikeStream(asked, FaultPoint.AFTER_SENDING, heard);
        pass(asked, FaultPoint.MID_STREAM);
        Optional<Fault> mid = fault(FaultPoint.MID_STREAM, asked);
        if (mid.isPresent()) {
            return broken(asked, mid.get(), heard);
        }
        strikeStream(asked, FaultPoint.AFTER_CLOSE, heard);
        strikeStream(asked, FaultPoint.BEFORE_THE_RESULT_IS_RECORDED, heard);
        return ending(asked);
    }

    private void strikeStream(Request asked, FaultPoint point, ChatProgress heard) {
        pass(asked, point);
        Optional<Fault> fault = fault(point, asked);
        if (fault.isPresent() && fault.get() == Fault.WORKER_LOST) {
            throw lost(Optional.of(heard));
        }
        if (fault.isPresent()) {
            throw FakeFailures.of(FailureType.OUTCOME_UNKNOWN, fault.get() + " at " + point + " of " + asked);
        }
    }

    private ChatOutcome broken(Request asked, Fault fault, ChatProgress heard) {
        return switch (fault) {
            case WORKER_LOST -> throw lost(Optional.of(heard));
            case PATIENCE_ENDED -> new ChatOutcome.Broken(ChatOutcome.Break.SILENCE, "half a");
            case STOPPED_BY_THE_PERSON -> stopped(asked, heard);
            default -> new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "half a");
        };
    }

    /** The stream is closed because the user cancelled; a response that was already on its way is accepted too. */
    private ChatOutcome stopped(Request asked, ChatProgress heard) {
        observer.ifPresent(b -> b.stop(asked));
        ActivityExecutionContext context = Activity.getExecutionContext();
        for (int beats = 0; beats < 20; beats++) {
            context.heartbeat(heard);
        }
        return new ChatOutcome.Replied("said", List.of(), Expected.of(asked.activity()));
    }

    // ---- render ----

    @Override
    public RenderObservation submitRender(SubmitRender request) {
        String session = sessionOf(request.session());
        sessionOfRender.put(request.renderId(), session);
        return send(request(session, "submit"), request.account(), ledger -> submit(ledger, session, request));
    }

    /** Ensures that the backend has the render: queries its id, and posts it if it is unknown. */
    RenderObservation submit(Ledger ledger, String session, SubmitRender request) {
        Job submittedBefore = ledger.jobs.get(request.renderId());
        if (submittedBefore != null) {
            return seen(submittedBefore);
        }
        known(ledger, request.session());
        if (request.draft().sha256().isEmpty()) {
            throw FakeFailures.of(FailureType.BACKEND_REFUSED, "nothing to export");
        }
        ledger.jobs.put(request.renderId(), job(ledger, session, request, request.renderId()));
        return new RenderObservation.Running(new RenderProgress("pending", 0));
    }

    @Override
    public RenderObservation pollRender(RenderCall request) {
        RenderObservation seen;
        try {
            seen = see(request, "poll");
        } catch (ApplicationFailure trouble) {
            // The failure of a lost worker has no type to translate.
            Optional<FailureType> type = FailureType.of(trouble.getType());
            if (type.isEmpty() || type.get() == FailureType.TOKEN_REFUSED) {
                throw trouble;
            }
            // A poll without a result is repeated later.
            seen = new RenderObservation.Running(new RenderProgress("processing", 1));
        }
        if (seen instanceof RenderObservation.Running running) {
            throw FakeFailures.stillRendering(running, request);
        }
        return seen;
    }

    @Override
    public RenderObservation lookAtRender(RenderCall request) {
        return see(request, "look");
    }

    private RenderObservation see(RenderCall request, String how) {
        return onRender(request, how, job -> {});
    }

    @Override
    public RenderObservation cancelRender(RenderCall request) {
        return onRender(request, "cancel", Job::cancel);
    }

    private RenderObservation onRender(RenderCall request, String activity, Consumer<Job> effect) {
        Optional<String> session = Optional.ofNullable(sessionOfRender.get(request.renderId()));
        if (session.isEmpty()) {
            return new RenderObservation.Unheard();
        }
        return send(request(session.get(), activity), request.account(), ledger -> {
            Optional<Job> job = Optional.ofNullable(ledger.jobs.get(request.renderId()));
            job.ifPresent(effect);
            return job.map(j -> sight(ledger, j)).orElseGet(RenderObservation.Unheard::new);
        });
    }

    private static RenderObservation sight(Ledger ledger, Job job) {
        job.look(ledger.now());
        return seen(job);
    }

    private static RenderObservation seen(Job job) {
        if (job.stopped()) {
            return new RenderObservation.Cancelled();
        }
        if (job.running()) {
            return new RenderObservation.Running(new RenderProgress("processing", 1));
        }
        return job.plannedEnd == Job.PlannedEnd.FAILED
                ? new RenderObservation.Failed("out of memory")
                : new RenderObservation.Completed();
    }

    @Override
    public Video downloadRender(DownloadRender request) {
        String session = sessionOfRender.get(request.renderId());
        return send(request(session, "download"), request.account(), ledger -> {
            if (!(seen(ledger.jobs.get(request.renderId())) instanceof RenderObservation.Completed)) {
                throw FakeFailures.of(FailureType.BACKEND_TROUBLE, "no film there");
            }
            ledger.fetched.add(request.renderId());
            return new Video(new MediaRef(request.renderId(), 9, "v.mp4", "video/mp4"), 1920, 1080, 10_000);
        });
    }

    @Override
    public DeliveryReport deliverVideo(DeliverVideo request) {
        if (!request.delivery().homeId().equals(HOME)) {
            return new DeliveryReport(false);
        }
        String renderId = request.video().file().sha256();
        String session = sessionOfRender.get(renderId);
        Request asked = request(session, "deliver");
        return local(asked, () -> {
            Ledger ledger = ledger(session);
            synchronized (ledger) {
                ledger.delivered.put(request.delivery().path(), renderId);
            }
            return new DeliveryReport(true);
        });
    }

    /** Not a network request, but its worker may be lost nevertheless. */
    private <T> T local(Request asked, Supplier<T> effect) {
        pass(asked, FaultPoint.BEFORE_SENDING);
        T done = effect.get();
        fault(FaultPoint.BEFORE_THE_RESULT_IS_RECORDED, asked).ifPresent(f -> {
            throw lost(Optional.empty());
        });
        return done;
    }
}
