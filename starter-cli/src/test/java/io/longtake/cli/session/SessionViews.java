package io.longtake.cli.session;

import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Creates session views for tests. */
public final class SessionViews {
    private SessionViews() {}

    public static SessionView view(List<Turn> turns, List<RenderRecord> renders, int archived) {
        return view(turns, renders, Optional.empty(), archived, Optional.empty(), 1);
    }

    public static SessionView holding(Optional<MediaListing> media, Turn... turns) {
        return view(List.of(turns), List.of(), Optional.empty(), 0, media, 1);
    }

    public static SessionView view(List<Turn> turns, Optional<MediaRef> archive, int archived) {
        return view(turns, List.of(), archive, archived, Optional.empty(), 1);
    }

    /** Returns the view of a rebuilt session without turns in the view. */
    public static SessionView rebuiltWith(int turn) {
        return view(List.of(), List.of(), Optional.empty(), 0, Optional.empty(), turn);
    }

    /** Returns a copy with another name and phase, and with a project at the backend. */
    public static SessionView of(String name, SessionPhase phase, String project, SessionView like) {
        var spec = like.spec();
        return new SessionView(
                new SessionSpec(name, spec.accountId(), spec.origin(), spec.language(), spec.policy(), spec.metered()),
                phase,
                Optional.of(new BackendSession(project, Optional.empty(), Optional.empty())),
                like.timeline(),
                like.media(),
                like.turns(),
                like.archivedTurns(),
                like.renders(),
                like.details(),
                like.archive(),
                like.backendSessionFirstTurn(),
                like.notifications());
    }

    private static SessionView view(
            List<Turn> turns,
            List<RenderRecord> renders,
            Optional<MediaRef> archive,
            int archived,
            Optional<MediaListing> held,
            int backendSessionFirstTurn) {
        var limits = new ChatLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        var second = Duration.ofSeconds(1);
        var policy = new SessionPolicy(limits, second, second, 1, second, second, second, second);
        return new SessionView(
                new SessionSpec("holiday", "account-1", "studio", "en", policy, false),
                SessionPhase.OPEN,
                Optional.empty(),
                Optional.empty(),
                held,
                turns,
                archived,
                renders,
                "",
                archive,
                backendSessionFirstTurn,
                List.of());
    }

    /** Returns the view of a session with one completed edit of this cost. */
    public static SessionView costing(double credits) {
        var turn = new Turn.EditTurn(
                new TurnHeader(1, 1, TurnStatus.DONE, "", Optional.empty(), false),
                new TurnSpec.Edit("calm"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(credits));
        return view(List.of(turn), Optional.empty(), 0);
    }

    /** Returns the view of a session with one running edit. */
    public static SessionView working() {
        return view(List.of(edit(1, TurnStatus.RUNNING, false)), Optional.empty(), 0);
    }

    public static Turn edit(int number, TurnStatus status, boolean settled) {
        return turn(number, new TurnSpec.Edit("shorter"), status, settled);
    }

    /** Returns an edit that a rebuild repeated. */
    static Turn replay(int number, int first) {
        return turn(number, new TurnSpec.Edit("shorter", Optional.empty(), Optional.of(first)), TurnStatus.DONE, false);
    }

    public static Turn media(int number, TurnStatus status, TurnSpec.AddMedia files) {
        return turn(number, files, status, false);
    }

    public static Turn export(int number, TurnStatus status) {
        return turn(number, new TurnSpec.Export(Optional.empty()), status, false);
    }

    public static Turn export(int number, TurnStatus status, String home, Path path) {
        return turn(number, new TurnSpec.Export(Optional.of(new Delivery(home, path.toString()))), status, false);
    }

    public static Turn export(int number, TurnStatus status, String home, Path path, Delivery.Existing existing) {
        var delivery = new Delivery(home, path.toString(), existing);
        return turn(number, new TurnSpec.Export(Optional.of(delivery)), status, false);
    }

    private static Turn turn(int number, TurnSpec spec, TurnStatus status, boolean settled) {
        return Turn.queued(number, number, spec, Optional.empty())
                .at(new TurnHeader(number, number, status, "", Optional.empty(), settled));
    }

    /** Returns an export that failed for this reason. */
    public static Turn failed(int number, FailureType why) {
        return Turn.queued(number, number, new TurnSpec.Export(Optional.empty()), Optional.empty())
                .at(new TurnHeader(
                        number,
                        number,
                        TurnStatus.FAILED,
                        "",
                        Optional.of(new Failure(why, "It did not work.")),
                        false));
    }

    public static RenderRecord rendered(int exportTurn, MediaRef film) {
        return rendered(exportTurn, film, false);
    }

    public static RenderRecord rendered(int exportTurn, MediaRef film, boolean delivered) {
        var video = new Video(film, 1920, 1080, 1000);
        return new RenderRecord(
                "render-" + exportTurn,
                exportTurn,
                Optional.of(new RenderOutcome.Completed(video, delivered, Optional.empty())),
                1,
                false,
                Optional.empty(),
                false);
    }
}
