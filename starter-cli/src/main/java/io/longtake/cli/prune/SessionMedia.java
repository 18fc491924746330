package io.longtake.cli.prune;

import io.longtake.activities.media.MediaListings;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.session.TurnDocuments;
import io.longtake.cli.client.VerifiedSessions.Known;
import io.longtake.workflows.Installation;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a session in the media store, over its whole life.
 *
 * @param changed the last verification of the view; for a closed session, when it was closed
 * @param working whether the session has waiting or running work, or an unknown outcome that the user may still resolve
 * @param films the films of its completed renders, by render ID
 * @param endedRenders the IDs of all renders that have ended, whatever their result
 * @param uploads all files that were ever added to the session
 * @param complete whether all of its file lists could be read
 */
record SessionMedia(
        SessionView view,
        Instant changed,
        boolean working,
        Map<String, MediaRef> films,
        Set<String> endedRenders,
        Set<MediaRef> uploads,
        boolean complete) {
    /** @param asked whether a command's request for this session is still recorded */
    static SessionMedia of(Known known, MediaStore store, boolean asked) {
        var view = known.view();
        var turns = new ArrayList<Turn>();
        var renders = new LinkedHashMap<String, RenderRecord>();
        boolean complete = true;
        try {
            if (view.archive().isPresent()) {
                for (var document :
                        new TurnDocuments(store).chain(view.archive().get())) {
                    turns.addAll(document.turns());
                    document.renders().forEach(render -> renders.put(render.renderId(), render));
                }
            }
        } catch (IOException e) {
            complete = false;
        }
        turns.addAll(view.turns());
        // The archive has an earlier state of a render that the view still contains.
        view.renders().forEach(render -> renders.put(render.renderId(), render));
        var uploads = new LinkedHashSet<MediaRef>();
        complete &= addUploads(uploads, view, turns, store);
        var films = new LinkedHashMap<String, MediaRef>();
        var ended = new LinkedHashSet<String>();
        renders.values().forEach(render -> render.outcome().ifPresent(outcome -> {
            ended.add(render.renderId());
            if (outcome instanceof RenderOutcome.Completed done) {
                films.put(render.renderId(), done.video().file());
            }
        }));
        return new SessionMedia(view, known.verifiedAt(), asked || isWorking(view), films, ended, uploads, complete);
    }

    private static boolean isWorking(SessionView view) {
        return !view.idle()
                || view.turns().stream().anyMatch(turn -> turn.status() == TurnStatus.UNKNOWN && !turn.settled());
    }

    private static boolean addUploads(Set<MediaRef> uploads, SessionView view, List<Turn> turns, MediaStore store) {
        var lists = new MediaListings(store);
        boolean complete = true;
        for (var turn : turns) {
            if (turn.spec() instanceof TurnSpec.AddMedia media) {
                try {
                    uploads.addAll(lists.files(media.files()));
                } catch (IOException e) {
                    complete = false;
                }
            }
        }
        try {
            lists.uploads(view.media()).stream().map(UploadedMedia::source).forEach(uploads::add);
        } catch (IOException e) {
            complete = false;
        }
        return complete;
    }

    String name() {
        return view.spec().name();
    }

    /** Whether the session is over, so that its media are no longer needed. */
    boolean hasEnded() {
        return view.phase() == SessionPhase.CLOSED && !working;
    }

    /** Returns the ID of its project in the home's own studio. */
    Optional<String> studioProject() {
        return view.spec().origin().equals(Installation.STUDIO)
                ? view.backend().map(BackendSession::sessionId)
                : Optional.empty();
    }

    /** Returns the paths to which films that are not rendered yet will be delivered. */
    Stream<Path> awaitedPaths() {
        return view.turns().stream()
                .filter(turn -> !turn.status().ended())
                .flatMap(turn -> delivery(turn.spec()).stream())
                .map(delivery -> Path.of(delivery.path()));
    }

    private static Optional<Delivery> delivery(TurnSpec spec) {
        if (spec instanceof TurnSpec.Edit edit) {
            return edit.film();
        }
        return spec instanceof TurnSpec.Export export ? export.delivery() : Optional.empty();
    }
}
