package io.longtake.cli.job;

import com.google.protobuf.ByteString;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.UploadProgress;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.DownloadProgress;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionProgress;
import io.longtake.workflows.session.SessionSpec;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads the current progress of a session from heartbeats and the last failures of pending activities. These are not
 * part of a workflow history, so reading them adds no events.
 */
final class Progress {
    /** The key of an edit that has not sent a heartbeat yet. */
    private static final String EDIT = "edit";

    /**
     * A step in progress.
     *
     * @param key changes when the step deserves a line of its own in the output
     * @param text description for the user
     * @param percent how much of it is done, 0 to 100; empty if that is unknown
     * @param connectionFailure why the last attempts did not reach the backend; empty if they did
     */
    record Step(String key, String text, OptionalInt percent, Optional<ConnectionFailure> connectionFailure) {
        Step(String key, String text) {
            this(key, text, OptionalInt.empty(), Optional.empty());
        }

        Step(String key, String text, int percent) {
            this(key, text, OptionalInt.of(percent), Optional.empty());
        }

        Step with(Optional<ConnectionFailure> failure) {
            return new Step(key, text, percent, failure);
        }

        /** The kind of step: {@code upload}, {@code edit}, {@code render} and so on. */
        String name() {
            return key.split(" ", 2)[0];
        }
    }

    /**
     * Requests of a step that never left this machine.
     *
     * @param why the reason, as a sentence
     * @param trying whether another attempt is in progress and may get through
     */
    record ConnectionFailure(String why, boolean trying) {}

    private final Function<String, List<PendingActivityInfo>> pendingActivities;

    /** @param pendingActivities returns the pending activities of a workflow ID; empty if the workflow does not exist */
    Progress(Function<String, List<PendingActivityInfo>> pendingActivities) {
        this.pendingActivities = pendingActivities;
    }

    /** Returns the steps of the session's workflow and of the workflows that currently run its renders. */
    List<Step> of(String name, SessionProgress now) {
        var steps = new ArrayList<>(addUnsent(steps(SessionSpec.workflowId(name)), now));
        steps.addAll(ofRenders(now.renders()));
        return steps;
    }

    /** The same without asking the session. */
    List<Step> of(String name, List<RenderRecord> renders) {
        var steps = new ArrayList<>(steps(SessionSpec.workflowId(name)));
        steps.addAll(ofRenders(renders));
        return steps;
    }

    private List<Step> ofRenders(List<RenderRecord> renders) {
        return renders.stream().flatMap(render -> ofRender(render).stream()).toList();
    }

    /**
     * Adds the reason why earlier attempts to send a message failed. Each attempt is a separate activity, so only the
     * session knows about the earlier ones.
     */
    static List<Step> addUnsent(List<Step> steps, SessionProgress now) {
        if (now.connectionFailure().isEmpty()) {
            return steps;
        }
        var why = now.connectionFailure().get();
        return steps.isEmpty()
                ? List.of(new Step(EDIT, now.doing()).with(Optional.of(new ConnectionFailure(why, false))))
                : steps.stream()
                        .map(step -> step.key().equals(EDIT)
                                ? step.with(Optional.of(new ConnectionFailure(why, true)))
                                : step)
                        .toList();
    }

    /** Returns the steps of the workflow that currently runs the render. A resumed render has a new workflow. */
    List<Step> ofRender(RenderRecord render) {
        return steps(render.workflowId());
    }

    private List<Step> steps(String workflowId) {
        var steps = new ArrayList<Step>();
        for (var activity : pendingActivities.apply(workflowId)) {
            step(activity).map(step -> step.with(connectionFailure(activity))).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<Step> step(PendingActivityInfo activity) {
        return switch (activity.getActivityType().getName()) {
            case "OpenSession" -> Optional.of(new Step("open", "opening a backend session" + failureText(activity)));
            case "UploadMedia" -> Optional.of(upload(activity));
            case "Chat" -> Optional.of(chat(activity));
            case "ReadTimeline" -> Optional.of(new Step("read", "reading the timeline" + failureText(activity)));
            case "SubmitRender" -> Optional.of(new Step("submit", "submitting the render" + failureText(activity)));
            case "PollRender" -> Optional.of(poll(activity));
            case "DownloadRender" -> Optional.of(download(activity));
            case "DeliverVideo" -> Optional.of(new Step("deliver", "writing the file" + failureText(activity)));
            case "ObtainToken" -> Optional.of(new Step("token", "requesting a token" + failureText(activity)));
            case "CancelRender" -> Optional.of(new Step("cancel", "cancelling the render" + failureText(activity)));
            default -> Optional.empty();
        };
    }

    private static Optional<ConnectionFailure> connectionFailure(PendingActivityInfo activity) {
        var last = activity.getLastFailure();
        return last.getApplicationFailureInfo().getType().equals(FailureType.NOT_SENT.name())
                ? Optional.of(new ConnectionFailure(
                        last.getMessage(), activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED))
                : Optional.empty();
    }

    private static Step upload(PendingActivityInfo activity) {
        return beat(activity, UploadProgress.class)
                .filter(p -> !p.name().isBlank())
                .map(p -> {
                    int percent = percent(p.sentBytes(), p.totalBytes());
                    var count = p.files() > 1 ? " (" + p.file() + " of " + p.files() + ")" : "";
                    return new Step(
                            "upload " + p.name(),
                            "uploading " + p.name() + count + ", " + percent + "%" + failureText(activity),
                            percent);
                })
                .orElseGet(() -> new Step("upload", "uploading" + failureText(activity)));
    }

    private static Step chat(PendingActivityInfo activity) {
        return beat(activity, ChatProgress.class)
                .map(p -> {
                    var said = oneLine(p.text().isBlank() ? p.activity() : p.text());
                    var text = (p.stillWorking() > 0 ? "still working on the edit, " : "editing, ")
                            + Duration.ofMillis(p.elapsedMs()).toSeconds() + " s"
                            + (said.isEmpty() ? "" : ": " + said);
                    return new Step("edit " + p.stillWorking() + " " + oneLine(p.activity()), text);
                })
                .orElseGet(() -> new Step(EDIT, "editing" + failureText(activity)));
    }

    private static Step poll(PendingActivityInfo activity) {
        var progress = lastFailureDetail(activity, RenderProgress.class);
        return progress.map(p -> new Step("render " + p.percent() / 25, "rendering, " + p.percent() + "%", p.percent()))
                .orElseGet(() -> new Step("render", "rendering"));
    }

    private static Step download(PendingActivityInfo activity) {
        return beat(activity, DownloadProgress.class)
                .filter(p -> p.receivedBytes() > 0 || p.totalBytes() > 0)
                .map(p -> {
                    int percent = percent(p.receivedBytes(), p.totalBytes());
                    return new Step(
                            "download " + percent / 25,
                            "downloading, " + Transferred.words(p) + failureText(activity),
                            p.totalBytes() > 0 ? OptionalInt.of(percent) : OptionalInt.empty(),
                            Optional.empty());
                })
                .orElseGet(() -> new Step("download", "downloading" + failureText(activity)));
    }

    private static int percent(long part, long whole) {
        return whole <= 0 ? 0 : (int) Math.min(100, part * 100 / whole);
    }

    /** Returns the attempt number and the last failure of an activity that is being retried; else an empty string. */
    private static String failureText(PendingActivityInfo activity) {
        if (activity.getAttempt() < 2 || !activity.hasLastFailure()) {
            return "";
        }
        return " (attempt " + activity.getAttempt() + "; last error: "
                + oneLine(activity.getLastFailure().getMessage()) + ")";
    }

    private static <T> Optional<T> beat(PendingActivityInfo activity, Class<T> type) {
        return activity.getHeartbeatDetails().getPayloadsList().stream()
                .findFirst()
                .flatMap(payload -> read(payload, type));
    }

    private static <T> Optional<T> lastFailureDetail(PendingActivityInfo activity, Class<T> type) {
        return activity.getLastFailure().getApplicationFailureInfo().getDetails().getPayloadsList().stream()
                .findFirst()
                .flatMap(payload -> read(payload, type));
    }

    private static <T> Optional<T> read(Payload payload, Class<T> type) {
        try {
            ByteString data = payload.getData();
            return Optional.ofNullable(Payloads.mapper().readValue(data.toByteArray(), type));
        } catch (IOException e) {
            // Written by a newer version: the step is shown without its progress.
            return Optional.empty();
        }
    }

    static String oneLine(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }
}
