package io.longtake.cli.session;

import io.longtake.workflows.chat.ChatLimits;
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
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Views of a session as tests need them. */
public final class SessionViews {
    private SessionViews() {}

    static SessionView view(List<Turn> turns, List<RenderRecord> renders, int archived) {
        return view(turns, renders, Optional.empty(), archived);
    }

    static SessionView view(List<Turn> turns, Optional<MediaRef> archive, int archived) {
        return view(turns, List.of(), archive, archived);
    }

    private static SessionView view(
            List<Turn> turns, List<RenderRecord> renders, Optional<MediaRef> archive, int archived) {
        var limits = new ChatLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        var second = Duration.ofSeconds(1);
        var policy = new SessionPolicy(limits, second, second, 1, second, second, second);
        return new SessionView(
                new SessionSpec("holiday", "account-1", "studio", "en", policy),
                SessionPhase.OPEN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                turns,
                archived,
                renders,
                "",
                archive,
                1);
    }

    /** One edit that was done, and cost so much. */
    public static SessionView costing(double credits) {
        var turn = new Turn(
                1,
                1,
                new TurnSpec.Edit("calm"),
                TurnStatus.DONE,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(credits),
                false);
        return view(List.of(turn), Optional.empty(), 0);
    }

    static Turn edit(int number, TurnStatus status, boolean settled) {
        return turn(number, new TurnSpec.Edit("shorter"), status, settled);
    }

    static Turn export(int number, TurnStatus status) {
        return turn(number, new TurnSpec.Export(Optional.empty()), status, false);
    }

    static Turn export(int number, TurnStatus status, String home, Path path) {
        return turn(number, new TurnSpec.Export(Optional.of(new Delivery(home, path.toString()))), status, false);
    }

    private static Turn turn(int number, TurnSpec spec, TurnStatus status, boolean settled) {
        return new Turn(
                number, number, spec, status, Optional.empty(), Optional.empty(), "", Optional.empty(), settled);
    }

    static RenderRecord rendered(int exportTurn, MediaRef film) {
        return rendered(exportTurn, film, false);
    }

    static RenderRecord rendered(int exportTurn, MediaRef film, boolean delivered) {
        var video = new Video(film, 1920, 1080, 1000);
        return new RenderRecord(
                "render-" + exportTurn,
                exportTurn,
                Optional.of(new RenderOutcome.Completed(video, delivered, Optional.empty())),
                1,
                false);
    }
}
