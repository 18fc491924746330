package io.longtake.workflows;

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
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.contract.Expected;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.UnreadablePayloadException;
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
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.timeline.TimelineSegment;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fake backend behind the activities, with a ledger of all requests. Tests can set its behaviour for the next
 * message, render or token; by default everything succeeds.
 */
public class FakeBackend implements AccountActivities, SessionActivities, ChatActivities, RenderActivities {
    public static final MessageReading.Question QUESTION =
            new MessageReading.Question("Shorten it?", List.of(new MessageReading.Choice("yes", "shorten it")), true);

    /** What happens to a message. */
    public enum OnChat {
        REPLY,
        /** Asks a question and changes nothing. */
        ASK,
        SILENT,
        /** Done, but the stream is interrupted. */
        DROP_AFTER_DOING,
        /** Not done, and the stream is interrupted. */
        DROP_AND_FORGET,
        SILENT_AND_FORGET,
        /** Done, but a gateway responds with an error. */
        BAD_GATEWAY_AFTER_DOING,
        /** Not done, and a gateway responds with an error. */
        BAD_GATEWAY_AND_FORGET,
        /** An error event; nothing is done. */
        ERROR,
        NOT_SENT,
        /** The SDK can't decode the arguments, so the activity does not run. */
        UNREADABLE_ARGUMENTS,
        RATE_LIMITED,
        SESSION_LOST,
        /** Charged, then refused with an unknown response. */
        CHARGE_AND_REFUSE,
        /** Pictures at once; everything else from the second reading of the state on. */
        PICTURES_FIRST,
        /** The same with an ordinary reply. */
        REPLY_PICTURES_FIRST,
        /** Runs until cancelled. */
        HANG
    }

    /** What happens to a render. */
    public enum OnRender {
        COMPLETE,
        FAIL,
        /** Processing until cancelled. */
        NEVER_END,
        /**
         * The response to the submission is lost, and the render appears only at the third query; then it continues.
         */
        ARRIVE_LATE,
        /** Accepted, but unknown to queries for {@link #hiddenFor} after that. */
        VANISH,
        /** Accepted, then unknown, then without a clear answer until {@link #hiddenFor} has passed. */
        UNCLEAR,
        /** The response to the submission is lost, and the render is unknown to queries for {@link #hiddenFor}. */
        ARRIVE_AFTER_A_TIME
    }

    private static final class Project {
        final List<String> edits = new ArrayList<>();
        final List<UploadedMedia> media = new ArrayList<>();
        /**
         * The timeline of a long session shows only the latest edits; otherwise a single reading would fill a history.
         */
        List<String> latest() {
            return edits.size() <= SHOWN ? edits : edits.subList(edits.size() - SHOWN, edits.size());
        }

        String print() {
            String count = edits.size() <= SHOWN ? "" : edits.size() + " edits|";
            return count + String.join("|", latest());
        }

        /** Number of readings of the state that show pictures only. */
        int picturesOnly;

        /** A file in the state that the caller does not know was uploaded by an earlier attempt. */
        Optional<UploadedMedia> alreadyUploaded(MediaRef file, List<String> known) {
            return media.stream()
                    .filter(u -> u.source().equals(file) && !known.contains(u.backendKey()))
                    .findFirst();
        }
    }

    private static final class Job {
        final OnRender how;
        int looks;
        boolean cancelled;
        final Instant hiddenUntil;
        /** Number of queries until the backend knows it. */
        int unheard;

        Job(OnRender how, Duration hiddenFor) {
            boolean hides = EnumSet.of(OnRender.VANISH, OnRender.UNCLEAR, OnRender.ARRIVE_AFTER_A_TIME)
                    .contains(how);
            this.unheard = how == OnRender.ARRIVE_LATE ? 2 : how == OnRender.UNCLEAR ? 1 : 0;
            this.hiddenUntil = hides ? now().plus(hiddenFor) : Instant.MIN;
            this.how = how;
        }

        /** Whether the backend does not know the render at this query; an unclear answer is thrown as a failure. */
        boolean hidden() {
            if (unheard > 0) {
                unheard--;
                return true;
            }
            boolean hidden = now().isBefore(hiddenUntil);
            if (hidden && how == OnRender.UNCLEAR) {
                throw FakeFailures.of(FailureType.BACKEND_REFUSED, "418");
            }
            return hidden;
        }

        boolean runs(int looksNeeded) {
            return !cancelled && (looks < looksNeeded || how == OnRender.NEVER_END);
        }
    }

    /** The installation to whose disk videos are delivered. */
    public static final String HOME = "home";

    private static final int SHOWN = 10;

    public final List<String> ledger = new CopyOnWriteArrayList<>();
    public final ConcurrentLinkedDeque<OnChat> chats = new ConcurrentLinkedDeque<>();
    public final ConcurrentLinkedDeque<OnRender> renders = new ConcurrentLinkedDeque<>();
    /** The archived turns, in order. */
    public final List<Turn> archived = new CopyOnWriteArrayList<>();
    /** Number of polls until a render is complete. */
    public volatile int looksPerRender = 3;
    /** How long a hidden render remains hidden. */
    public volatile Duration hiddenFor = Duration.ZERO;

    /** Tokens below this generation are refused. */
    public final Map<String, Integer> leastGeneration = new ConcurrentHashMap<>();

    /** Readings wait until this latch is open. */
    public volatile CountDownLatch readings = new CountDownLatch(0);

    /** Number of waiting readings. */
    public final AtomicInteger waitingReadings = new AtomicInteger();

    /** Cancel requests for renders are answered only when this latch is open. */
    public volatile CountDownLatch cancellings = new CountDownLatch(0);

    /** Number of readings of the state that the backend refuses from now on. */
    public final AtomicInteger refusedReadings = new AtomicInteger();

    /** Number of uploads that are refused from now on, before they transfer anything. */
    public final AtomicInteger refusedUploads = new AtomicInteger();

    /** Number of upload requests that were not refused, regardless of the number of files. */
    public final AtomicInteger uploadRequests = new AtomicInteger();

    private final FakeArchive archive = new FakeArchive();

    /** The archive can't be written. */
    public volatile boolean archiveFails;

    /** The archive can't be read. */
    public volatile boolean archiveIsGone;

    /** Whether downloads are damaged from now on. */
    public volatile boolean downloadsFail;

    /** Number of token requests that are refused from now on, as for a client that recently got a token. */
    public final AtomicInteger refusedTokens = new AtomicInteger();

    /** Cost of every message, in credits. */
    public volatile int costPerEdit;

    public final AtomicInteger available = new AtomicInteger(100);

    /** The actions that the next replies imply. */
    public final Set<ImpliedAction> implied = ConcurrentHashMap.newKeySet();

    public final AtomicInteger tokensIssued = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<String, Project> projects = new ConcurrentHashMap<>();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, TokenLease> tokens = new ConcurrentHashMap<>();
    private final Map<String, Integer> newestToken = new ConcurrentHashMap<>();
    /** The intents that were started, and their outcomes. */
    private final Map<String, ChatOutcome> begun = new ConcurrentHashMap<>();

    public long count(String prefix) {
        return ledger.stream().filter(line -> line.startsWith(prefix)).count();
    }

    /** The ids of all submitted renders. */
    public Set<String> renderIds() {
        return Set.copyOf(jobs.keySet());
    }

    public long runningRenders() {
        return jobs.values().stream().filter(j -> j.runs(looksPerRender)).count();
    }

    /** Whether there were renders and none of them is still running. */
    public boolean everyRenderEnded() {
        return !jobs.isEmpty() && jobs.values().stream().allMatch(j -> j.cancelled || j.how != OnRender.NEVER_END);
    }

    // ---- account ----

    @Override
    public TokenLease obtainToken(ObtainToken request) {
        ledger.add("token " + request.clientId());
        if (refusedTokens.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw FakeFailures.of(FailureType.RATE_LIMITED, "one token in seven days");
        }
        // A second attempt for the same generation gets what the first one stored.
        TokenLease lease = tokens.computeIfAbsent(request.accountId() + " " + request.generation(), key -> {
            tokensIssued.incrementAndGet();
            return token(request);
        });
        newestToken.put(request.accountId(), request.generation());
        return lease;
    }

    private static TokenLease token(ObtainToken request) {
        return new TokenLease(
                request.generation(),
                new SealedToken("k", "n", "c"),
                Optional.of(now().plus(Duration.ofDays(7))),
                Optional.of("user"));
    }

    @Override
    public Credits readCredits(AccountLease account) {
        check(account);
        ledger.add("credits");
        return new Credits(available.get(), 0, available.get());
    }

    private void check(AccountLease account) {
        int generation =
                account.generation() > 0 ? account.generation() : newestToken.getOrDefault(account.accountId(), 0);
        if (generation < leastGeneration.getOrDefault(account.accountId(), 0)) {
            throw FakeFailures.of(FailureType.TOKEN_REFUSED, "token refused", generation);
        }
    }

    // ---- session ----

    @Override
    public BackendSession openSession(OpenSession request) {
        check(request.account());
        String id = "s" + sessions.incrementAndGet();
        ledger.add("open " + id + " " + request.language());
        projects.put(id, new Project());
        return new BackendSession(id, Optional.of("t-" + id), Optional.empty());
    }

    @Override
    public UploadReport uploadMedia(UploadRequest request) {
        check(request.account());
        Project project = project(request.session());
        if (refusedUploads.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw FakeFailures.of(FailureType.UNSUPPORTED_FILE, "no picture");
        }
        uploadRequests.incrementAndGet();
        return FakeListings.upload(request, (file, known) -> project.alreadyUploaded(file, known)
                .orElseGet(() -> bring(project, file))
                .backendKey());
    }

    private UploadedMedia bring(Project project, MediaRef file) {
        ledger.add("upload " + file.name());
        UploadedMedia uploaded = new UploadedMedia(file, "cdn/" + project.media.size());
        project.media.add(uploaded);
        return uploaded;
    }

    @Override
    public TimelineSnapshot readTimeline(ReadTimeline request) {
        check(request.account());
        waitingReadings.incrementAndGet();
        wait(readings);
        waitingReadings.decrementAndGet();
        if (count("chat") > 0 && refusedReadings.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw FakeFailures.of(FailureType.BACKEND_REFUSED, "not now");
        }
        Project project = project(request.session());
        ledger.add("state " + request.session().sessionId());
        if (project.picturesOnly > 0) {
            project.picturesOnly--;
            return snapshot(
                    project,
                    "pictures",
                    List.of(new TimelineTrack(
                            TrackType.VIDEO, List.of(new TimelineSegment("mountains", 0, 1000, Optional.empty())), 1)));
        }
        List<TimelineTrack> tracks = project.edits.isEmpty()
                ? List.of()
                : List.of(new TimelineTrack(
                        TrackType.TEXT,
                        project.latest().stream()
                                .map(e -> new TimelineSegment(e, 0, 1000, Optional.empty()))
                                .toList(),
                        project.edits.size()));
        return snapshot(project, project.print(), tracks);
    }

    private static void wait(CountDownLatch opening) {
        try {
            opening.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FakeFailures.of(FailureType.BACKEND_REFUSED, "shut down");
        }
    }

    private static TimelineSnapshot snapshot(Project project, String print, List<TimelineTrack> tracks) {
        return new TimelineSnapshot(
                print,
                new MediaRef("draft-" + print, 1, "draft.json", "application/json"),
                "Timeline: " + print,
                1000L * project.edits.size(),
                !project.edits.isEmpty(),
                tracks,
                project.media.size(),
                List.of());
    }

    @Override
    public MediaRef archiveTurns(ArchiveTurns request) {
        if (archiveFails) {
            throw FakeFailures.of(FailureType.BACKEND_TROUBLE, "disk full");
        }
        archived.addAll(request.turns());
        ledger.add("archive " + request.turns().size());
        return archive.put(request);
    }

    @Override
    public EditHistory.Page readEdits(ReadEdits request) {
        if (archiveIsGone) {
            throw FakeFailures.of(FailureType.MEDIA_MISSING, "\"turns.json\" is not there.");
        }
        return archive.edits(request);
    }

    @Override
    public FindRequest.Found findRequest(FindRequest request) {
        if (archiveIsGone) {
            throw FakeFailures.of(FailureType.MEDIA_MISSING, "\"turns.json\" is not there.");
        }
        return archive.find(request);
    }

    private Project project(BackendSession session) {
        Project project = projects.get(session.sessionId());
        if (project == null) {
            throw FakeFailures.of(FailureType.SESSION_LOST, "session not found");
        }
        return project;
    }

    public void forgetSessions() {
        projects.clear();
    }

    // ---- chat ----

    @Override
    public ChatOutcome chat(ChatRequest request) {
        ChatOutcome before = begun.get(request.intentId());
        if (before != null) {
            return before;
        }
        check(request.account());
        OnChat how = Optional.ofNullable(chats.poll()).orElse(OnChat.REPLY);
        if (how == OnChat.NOT_SENT) {
            throw FakeFailures.of(FailureType.NOT_SENT, "refused connection");
        }
        if (how == OnChat.UNREADABLE_ARGUMENTS) {
            throw new UnreadablePayloadException("no key", new IOException("no key"));
        }
        if (how == OnChat.RATE_LIMITED) {
            throw FakeFailures.of(FailureType.RATE_LIMITED, "too many", Duration.ofSeconds(30));
        }
        if (how == OnChat.SESSION_LOST) {
            projects.remove(request.session().sessionId());
        }
        Activity.getExecutionContext().heartbeat(new ChatProgress(0, 0, "", "", 0));
        Project project = project(request.session());
        if (available.get() < costPerEdit) {
            throw FakeFailures.of(FailureType.NO_CREDITS, "no credits");
        }
        begun.put(request.intentId(), new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, ""));
        ledger.add("chat " + request.message());
        if (how != OnChat.ERROR) {
            available.addAndGet(-costPerEdit);
        }
        ChatOutcome outcome = outcome(project, request, how);
        begun.put(request.intentId(), outcome);
        return outcome;
    }

    private ChatOutcome outcome(Project project, ChatRequest request, OnChat how) {
        return switch (how) {
            case REPLY -> {
                project.edits.add(request.message());
                yield new ChatOutcome.Replied(
                        "did " + request.message(), List.copyOf(implied), Expected.of(request.message()));
            }
            case ASK ->
                new ChatOutcome.Replied(
                        "Shorten it?",
                        List.of(),
                        Expected.of(request.message()),
                        Optional.of(new MessageReading(true, List.of(), Optional.of(QUESTION))));
            case PICTURES_FIRST -> {
                project.edits.add(request.message());
                project.picturesOnly = 1;
                yield new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "");
            }
            case REPLY_PICTURES_FIRST -> {
                project.edits.add(request.message());
                project.picturesOnly = 1;
                yield new ChatOutcome.Replied("did " + request.message(), List.of(), Expected.of(request.message()));
            }
            case SILENT -> {
                project.edits.add(request.message());
                yield new ChatOutcome.Silent(Expected.of(request.message()));
            }
            case SILENT_AND_FORGET -> new ChatOutcome.Silent(Expected.of(request.message()));
            case DROP_AFTER_DOING -> {
                project.edits.add(request.message());
                yield new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "half a");
            }
            case BAD_GATEWAY_AFTER_DOING -> {
                project.edits.add(request.message());
                throw FakeFailures.of(FailureType.OUTCOME_UNKNOWN, "The backend returned a server error (HTTP 502).");
            }
            case BAD_GATEWAY_AND_FORGET ->
                throw FakeFailures.of(FailureType.OUTCOME_UNKNOWN, "The backend returned a server error (HTTP 502).");
            case DROP_AND_FORGET -> new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "");
            case ERROR -> new ChatOutcome.Refused("cannot do that", "");
            case HANG -> hang();
            case CHARGE_AND_REFUSE -> throw FakeFailures.of(FailureType.BACKEND_REFUSED, "418");
            default -> throw FakeFailures.of(FailureType.SESSION_LOST, "session not found");
        };
    }

    private static ChatOutcome hang() {
        while (true) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            Activity.getExecutionContext().heartbeat(new ChatProgress(0, 0, "", "", 0));
        }
    }

    // ---- render ----

    @Override
    public RenderObservation submitRender(SubmitRender request) {
        check(request.account());
        Job known = jobs.get(request.renderId());
        if (known != null && !known.hidden()) {
            return seen(known);
        }
        if (project(request.session()).edits.isEmpty()) {
            throw FakeFailures.of(FailureType.BACKEND_REFUSED, "nothing to export");
        }
        ledger.add("render " + request.draft().sha256());
        OnRender how = Optional.ofNullable(renders.poll()).orElse(OnRender.COMPLETE);
        jobs.put(request.renderId(), new Job(how, hiddenFor));
        if (how == OnRender.ARRIVE_LATE || how == OnRender.ARRIVE_AFTER_A_TIME) {
            throw FakeFailures.of(FailureType.OUTCOME_UNKNOWN, "the answer was lost");
        }
        return new RenderObservation.Running(new RenderProgress("pending", 0));
    }

    @Override
    public RenderObservation pollRender(RenderCall request) {
        RenderObservation seen = lookAtRender(request);
        if (seen instanceof RenderObservation.Running running) {
            throw FakeFailures.stillRendering(running, request);
        }
        return seen;
    }

    @Override
    public RenderObservation lookAtRender(RenderCall request) {
        check(request.account());
        Job job = jobs.get(request.renderId());
        if (job == null || job.hidden()) {
            return new RenderObservation.Unheard();
        }
        job.looks++;
        return seen(job);
    }

    private RenderObservation seen(Job job) {
        if (job.cancelled) {
            return new RenderObservation.Cancelled();
        }
        if (job.runs(looksPerRender)) {
            return new RenderObservation.Running(new RenderProgress("processing", 10));
        }
        return job.how == OnRender.FAIL
                ? new RenderObservation.Failed("out of cheese")
                : new RenderObservation.Completed();
    }

    @Override
    public RenderObservation cancelRender(RenderCall request) {
        check(request.account());
        ledger.add("cancel " + request.renderId());
        wait(cancellings);
        Job job = jobs.get(request.renderId());
        if (job == null || job.hidden()) {
            return new RenderObservation.Unheard();
        }
        job.cancelled |= job.runs(looksPerRender);
        return seen(job);
    }

    @Override
    public Video downloadRender(DownloadRender request) {
        if (downloadsFail) {
            throw FakeFailures.of(FailureType.MEDIA_MISSING, "disk full");
        }
        Job job = jobs.get(request.renderId());
        if (job == null || !(seen(job) instanceof RenderObservation.Completed)) {
            throw FakeFailures.of(FailureType.BACKEND_TROUBLE, "no film there");
        }
        ledger.add("download");
        return new Video(new MediaRef("video-" + request.renderId(), 9, "v.mp4", "video/mp4"), 1920, 1080, 10_000);
    }

    @Override
    public DeliveryReport deliverVideo(DeliverVideo request) {
        if (!request.delivery().homeId().equals(HOME)) {
            return new DeliveryReport(false);
        }
        ledger.add("deliver " + request.delivery().path());
        return new DeliveryReport(true);
    }

    /** The time of this attempt on the time-skipping server. */
    private static Instant now() {
        return Instant.ofEpochMilli(Activity.getExecutionContext().getInfo().getCurrentAttemptScheduledTimestamp());
    }
}
