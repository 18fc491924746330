package io.longtake.workflows.simulation;

import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.ObtainToken;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.render.DeliverVideo;
import io.longtake.workflows.render.DeliveryReport;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.RenderSighting;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.BackendSession;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cloud for many sessions at once, each with a seed of its own. Every request may meet a fault at a named point: before
 * it is sent, after it is sent, in the middle of the stream, after the close, before its result is recorded. A worker that
 * is lost is an outcome that never reaches the workflow. The ledger keeps what really happened at the cloud.
 */
final class SimulatedCloud implements AccountActivities, SessionActivities, ChatActivities, RenderActivities {
    /** What becomes of a message, beyond a plain answer. */
    enum ChatFate {
        REPLIED,
        SILENT,
        REPLIED_AND_NOTHING_DONE,
        SILENT_AND_NOTHING_DONE,
        ERROR_AND_NOTHING_DONE,
        ERROR_AND_DONE,
        /** The worker is lost before the request. */
        LOST_BEFORE_SENDING,
        /** The connection is refused: nothing left. */
        REFUSED_CONNECTION,
        LOST_AFTER_SENDING_AND_DONE,
        LOST_AFTER_SENDING_AND_FORGOTTEN,
        DROPPED_AND_DONE,
        DROPPED_AND_FORGOTTEN,
        /** Dropped, and done only when the state was read twice more. */
        DROPPED_AND_DONE_LATE,
        RATE_LIMITED,
        TOKEN_EXPIRED
    }

    enum RenderFate {
        COMPLETED,
        FAILED,
        STANDS_STILL
    }

    /** One message as it reached the cloud. */
    record Delivered(String message, int editsBefore) {}

    static final class Project {
        final List<String> edits = new ArrayList<>();
        final List<Delivered> delivered = new ArrayList<>();
        final List<String> submitted = new ArrayList<>();
        Optional<String> late = Optional.empty();
        int readingsUntilLate;
    }

    static final class Job {
        final String session;
        final String draft;
        final RenderFate fate;
        final int looksNeeded;
        int looks;
        boolean cancelled;

        Job(String session, String draft, RenderFate fate, int looksNeeded) {
            this.session = session;
            this.draft = draft;
            this.fate = fate;
            this.looksNeeded = looksNeeded;
        }

        boolean running() {
            return !cancelled && (fate == RenderFate.STANDS_STILL || looks < looksNeeded);
        }
    }

    /** Faults injected, over all seeds. */
    final AtomicLong faults = new AtomicLong();

    final Map<String, Project> projects = new ConcurrentHashMap<>();
    final Map<String, Job> jobs = new ConcurrentHashMap<>();
    final Map<String, Integer> downloads = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
    /** Rules broken on purpose, to show that the simulation notices. */
    private final boolean sendsTwice;

    SimulatedCloud(boolean sendsTwice) {
        this.sendsTwice = sendsTwice;
    }

    // ---- faults ----

    /** The seed is in the session's name: {@code session-sim-<seed>}, {@code render-render_…} reports by its session id. */
    private static Dice dice(String backendSession) {
        return new Dice(Long.parseLong(backendSession.substring("sim-".length())));
    }

    /** Names this visit: the same point is visited again by later turns and attempts. */
    private String visit(String session, String point) {
        return point + "#"
                + visits.computeIfAbsent(session + "/" + point, key -> new AtomicInteger())
                        .incrementAndGet();
    }

    private void trouble(String session, String point) {
        String visit = visit(session, point);
        if (dice(session).strikes("trouble " + visit, 0.08)) {
            faults.incrementAndGet();
            throw failure(FailureType.BACKEND_TROUBLE, "503 at " + visit);
        }
        if (dice(session).strikes("limit " + visit, 0.01)) {
            faults.incrementAndGet();
            throw failure(FailureType.RATE_LIMITED, "429 at " + visit, Duration.ofSeconds(30));
        }
    }

    private void expire(AccountLease account, String session, String point) {
        if (dice(session).strikes("expire " + visit(session, point), 0.01)) {
            faults.incrementAndGet();
            throw failure(FailureType.TOKEN_REFUSED, "1001", account.generation());
        }
    }

    private static ApplicationFailure failure(FailureType type, String message, Object... details) {
        return type.retryable()
                ? ApplicationFailure.newFailure(message, type.name(), details)
                : ApplicationFailure.newNonRetryableFailure(message, type.name(), details);
    }

    // ---- account ----

    @Override
    public TokenLease obtainToken(ObtainToken request) {
        return new TokenLease(request.generation(), new SealedToken("k", "n", "c"), Optional.empty(), Optional.empty());
    }

    @Override
    public Credits readCredits(AccountLease account) {
        return new Credits(100, 0, 100);
    }

    // ---- session ----

    @Override
    public BackendSession openSession(OpenSession request) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String session = info.getWorkflowId().substring("session-".length());
        trouble(session, "open");
        projects.putIfAbsent(session, new Project());
        trouble(session, "opened");
        return new BackendSession(session, Optional.empty(), Optional.empty());
    }

    @Override
    public UploadReport uploadMedia(UploadRequest request) {
        String session = request.session().sessionId();
        trouble(session, "upload");
        expire(request.account(), session, "upload");
        trouble(session, "uploaded");
        return new UploadReport(request.files().stream()
                .map(f -> new UploadedMedia(f, f.sha256()))
                .toList());
    }

    @Override
    public TimelineSnapshot readTimeline(ReadTimeline request) {
        String session = request.session().sessionId();
        trouble(session, "read");
        expire(request.account(), session, "read");
        Project project = projects.get(session);
        synchronized (project) {
            if (project.late.isPresent() && project.readingsUntilLate-- <= 0) {
                project.edits.add(project.late.get());
                project.late = Optional.empty();
            }
            String print = String.join("|", project.edits);
            return new TimelineSnapshot(
                    print,
                    new MediaRef(print, 1, "draft.json", "application/json"),
                    "Timeline: " + print,
                    project.edits.size(),
                    !project.edits.isEmpty(),
                    List.of(),
                    List.of());
        }
    }

    @Override
    public MediaRef archiveTurns(ArchiveTurns request) {
        return new MediaRef("archive", 1, "archive.json", "application/json");
    }

    // ---- chat ----

    @Override
    public ChatOutcome chat(ChatRequest request) {
        String session = request.session().sessionId();
        Dice dice = dice(session);
        String visit = visit(session, "chat " + request.message());
        ChatFate fate =
                dice.strikes("plain " + visit, 0.4) ? ChatFate.REPLIED : dice.pick("fate " + visit, ChatFate.class);
        if (fate != ChatFate.REPLIED && fate != ChatFate.SILENT) {
            faults.incrementAndGet();
        }
        Project project = projects.get(session);
        switch (fate) {
            case REFUSED_CONNECTION -> throw failure(FailureType.NOT_SENT, "refused");
            case RATE_LIMITED -> throw failure(FailureType.RATE_LIMITED, "429", Duration.ofSeconds(30));
            case TOKEN_EXPIRED ->
                throw failure(
                        FailureType.TOKEN_REFUSED, "1001", request.account().generation());
            case LOST_BEFORE_SENDING -> throw failure(FailureType.OUTCOME_UNKNOWN, "worker lost");
            default -> {}
        }
        synchronized (project) {
            project.delivered.add(new Delivered(request.message(), project.edits.size()));
            if (sendsTwice && dice.strikes("twice " + visit, 0.05)) {
                project.delivered.add(new Delivered(request.message(), project.edits.size()));
            }
            switch (fate) {
                case REPLIED, SILENT, ERROR_AND_DONE, LOST_AFTER_SENDING_AND_DONE, DROPPED_AND_DONE ->
                    project.edits.add(request.message());
                case DROPPED_AND_DONE_LATE -> {
                    project.late = Optional.of(request.message());
                    project.readingsUntilLate = 2;
                }
                default -> {}
            }
        }
        return switch (fate) {
            case REPLIED, REPLIED_AND_NOTHING_DONE -> new ChatOutcome.Replied("said");
            case SILENT, SILENT_AND_NOTHING_DONE -> new ChatOutcome.Silent();
            case ERROR_AND_DONE, ERROR_AND_NOTHING_DONE -> new ChatOutcome.Refused("sorry", "");
            case LOST_AFTER_SENDING_AND_DONE, LOST_AFTER_SENDING_AND_FORGOTTEN ->
                throw failure(FailureType.OUTCOME_UNKNOWN, "worker lost");
            default -> new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "");
        };
    }

    // ---- render ----

    @Override
    public RenderSighting submitRender(SubmitRender request) {
        String session = request.session().sessionId();
        trouble(session, "submit");
        expire(request.account(), session, "submit");
        Dice dice = dice(session);
        Project project = projects.get(session);
        jobs.computeIfAbsent(request.renderId(), id -> {
            synchronized (project) {
                project.submitted.add(request.draft().sha256());
                int number = project.submitted.size();
                RenderFate fate = dice.strikes("renders " + number, 0.7)
                        ? RenderFate.COMPLETED
                        : dice.pick("render fate " + number, RenderFate.class);
                return new Job(session, request.draft().sha256(), fate, 1 + dice.below("looks " + number, 6));
            }
        });
        trouble(session, "submitted");
        return new RenderSighting.Running(new RenderProgress("pending", 0));
    }

    @Override
    public RenderSighting pollRender(RenderCall request) {
        RenderSighting seen;
        try {
            seen = lookAtRender(request);
        } catch (ApplicationFailure trouble) {
            if (!trouble.getType().equals(FailureType.BACKEND_TROUBLE.name())) {
                throw trouble;
            }
            seen = new RenderSighting.Running(new RenderProgress("processing", 1));
        }
        if (seen instanceof RenderSighting.Running running) {
            throw ApplicationFailure.newBuilder()
                    .setType(FailureType.NOT_YET.name())
                    .setMessage("still rendering")
                    .setDetails(running.progress())
                    .setNextRetryDelay(request.pollInterval())
                    .build();
        }
        return seen;
    }

    @Override
    public RenderSighting lookAtRender(RenderCall request) {
        Job job = jobs.get(request.renderId());
        if (job == null) {
            return new RenderSighting.Unheard();
        }
        trouble(job.session, "look");
        expire(request.account(), job.session, "look");
        job.looks++;
        if (job.cancelled) {
            return new RenderSighting.Cancelled();
        }
        if (job.running()) {
            return new RenderSighting.Running(new RenderProgress("processing", 1));
        }
        return job.fate == RenderFate.FAILED
                ? new RenderSighting.Failed("out of memory")
                : new RenderSighting.Completed("http://out/" + request.renderId());
    }

    @Override
    public RenderSighting cancelRender(RenderCall request) {
        Job job = jobs.get(request.renderId());
        if (job == null) {
            return new RenderSighting.Unheard();
        }
        trouble(job.session, "cancel");
        if (job.running()) {
            job.cancelled = true;
        }
        trouble(job.session, "cancelled");
        return job.cancelled
                ? new RenderSighting.Cancelled()
                : new RenderSighting.Completed("http://out/" + request.renderId());
    }

    @Override
    public Video downloadRender(DownloadRender request) {
        trouble(jobs.get(request.renderId()).session, "download");
        downloads.merge(request.renderId(), 1, Integer::sum);
        return new Video(new MediaRef(request.renderId(), 9, "v.mp4", "video/mp4"), 1920, 1080, 10_000);
    }

    @Override
    public DeliveryReport deliverVideo(DeliverVideo request) {
        return new DeliveryReport(true);
    }
}
