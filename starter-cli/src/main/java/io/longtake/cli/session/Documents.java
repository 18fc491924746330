package io.longtake.cli.session;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.Notification;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.longtake.workflows.timeline.TimelineSegment;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON documents for programs. Names never change; new ones may be added. */
public final class Documents {
    private Documents() {}

    /** Returns the result of {@code make}, {@code export} and {@code wait}. */
    public static Map<String, @Nullable Object> job(
            String session, JobOutcome verdict, Optional<Path> output, Optional<Question> question) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", session);
        document.put("status", verdict.status().word());
        document.put("renderId", verdict.render().map(RenderRecord::renderId).orElse(null));
        document.put("output", output.map(Path::toString).orElse(null));
        document.put("question", EditDocument.question(question));
        document.put("error", verdict.failure().map(ErrorDocument::of).orElse(null));
        return document;
    }

    /** Returns the same document for a film that was rendered before. */
    public static Map<String, @Nullable Object> delivered(DeliveredFilm film, Path output) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", film.session());
        document.put("status", JobOutcome.Status.COMPLETED.word());
        document.put("renderId", film.renderId());
        document.put("output", output.toString());
        document.put("question", null);
        document.put("error", null);
        return document;
    }

    /**
     * Returns the document of {@code show --json}.
     *
     * @param turns the requested turns, which may come from the archive
     * @param lists provides the file names of uploads
     * @param films provides the location of each film
     * @param verifiedAt when the session reported this view
     */
    public static Map<String, @Nullable Object> session(
            SessionView view, List<Turn> turns, FileLists lists, FilmDelivery films, Instant verifiedAt) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", view.spec().name());
        document.put("state", lower(view.phase()));
        document.put("backend", view.spec().origin());
        document.put("language", view.spec().language());
        document.put("timeline", view.timeline().map(Documents::timeline).orElse(null));
        document.put("turns", turns.stream().map(turn -> turn(turn, lists)).toList());
        document.put("archivedTurns", view.archivedTurns());
        document.put(
                "renders",
                view.renders().stream().map(r -> render(view, r, films)).toList());
        document.put(
                "notifications",
                view.notifications().stream().map(Documents::notification).toList());
        document.put("now", view.details());
        document.put("verifiedAt", verifiedAt.toString());
        return document;
    }

    /** Returns the document of one turn, also for {@code edit --json}. */
    public static Map<String, @Nullable Object> turn(Turn turn, FileLists lists) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("number", turn.number());
        document.put("kind", turn.spec().kind());
        document.put("status", turn.status().word());
        document.put("prompt", turn.spec() instanceof TurnSpec.Edit edit ? edit.prompt() : null);
        if (turn instanceof Turn.EditTurn edit) {
            document.put("replayOf", edit.spec().replayOf().orElse(null));
            document.putAll(EditDocument.effect(Optional.of(edit)));
        }
        if (turn.spec() instanceof TurnSpec.AddMedia media) {
            document.put("files", lists.names(media));
            document.put("fileCount", media.fileCount());
        }
        document.put("report", turn.report());
        document.put("credits", turn.cost().orElse(null));
        document.put("error", turn.failure().map(ErrorDocument::of).orElse(null));
        return document;
    }

    /** Returns the document of an upload of files that the session already has, with the keys of {@link #turn}. */
    public static Map<String, @Nullable Object> noTurn(String session) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("number", null);
        document.put("kind", "media");
        document.put("status", TurnStatus.DONE.word());
        document.put("prompt", null);
        document.put("files", List.of());
        document.put("fileCount", 0);
        document.put("report", "Session " + session + " already has these files.");
        document.put("error", null);
        return document;
    }

    /** Returns the document of a turn whose session no longer has it, with the keys of {@link #turn}. */
    public static Map<String, @Nullable Object> previousRunTurn(int number, TurnSpec spec, JobOutcome verdict) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("number", number);
        document.put("kind", spec.kind());
        document.put("status", verdict.status().word());
        document.put("prompt", spec instanceof TurnSpec.Edit edit ? edit.prompt() : null);
        if (spec instanceof TurnSpec.Edit edit) {
            document.put("replayOf", edit.replayOf().orElse(null));
            document.putAll(EditDocument.effect(Optional.empty()));
        }
        document.put("report", "");
        document.put("error", verdict.failure().map(ErrorDocument::of).orElse(null));
        return document;
    }

    public static Map<String, @Nullable Object> timeline(TimelineSnapshot timeline) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("summary", timeline.summary());
        document.put("durationMs", timeline.durationMs());
        document.put("tracks", timeline.tracks().stream().map(Documents::track).toList());
        return document;
    }

    private static Map<String, @Nullable Object> track(TimelineTrack track) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("type", lower(track.type()));
        document.put("segmentCount", track.segmentCount());
        document.put(
                "segments", track.segments().stream().map(Documents::segment).toList());
        return document;
    }

    private static Map<String, @Nullable Object> segment(TimelineSegment segment) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("label", segment.label());
        document.put("startMs", segment.startMs());
        document.put("endMs", segment.endMs());
        document.put("volumePercent", segment.volumePercent().orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> render(SessionView view, RenderRecord render, FilmDelivery films) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("id", render.renderId());
        document.put("status", render.outcome().map(Documents::word).orElse("running"));
        document.put("output", output(view, render).map(Path::toString).orElse(null));
        document.put("turn", render.exportTurn());
        document.put(
                "film", films.keeping(render).map(FilmDelivery.Keeping::word).orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> notification(Notification notification) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("turn", notification.turn());
        document.put("host", notification.host());
        document.put("status", notification.status().word());
        document.put("error", notification.failure().map(ErrorDocument::of).orElse(null));
        return document;
    }

    static String word(RenderOutcome outcome) {
        if (outcome instanceof RenderOutcome.Completed) {
            return "completed";
        }
        if (outcome instanceof RenderOutcome.Failed) {
            return "failed";
        }
        return outcome instanceof RenderOutcome.Cancelled ? "cancelled" : "unknown";
    }

    /** Returns the path that the user requested for the film of a render; empty if there is none. */
    public static Optional<Path> output(SessionView view, RenderRecord render) {
        return view.turns().stream()
                .filter(turn -> turn.number() == render.exportTurn())
                .map(Turn::spec)
                .filter(TurnSpec.Export.class::isInstance)
                .map(TurnSpec.Export.class::cast)
                .flatMap(export -> export.delivery().stream())
                .map(delivery -> Path.of(delivery.path()))
                .findFirst();
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
