package io.longtake.cli.prune;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.media.MediaStore.Stored;
import io.longtake.activities.render.FetchedFilms;
import io.longtake.cli.prune.Candidate.Kind;
import io.longtake.studio.StudioStore;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The contents of a home at one point in time, and which of them are no longer needed. */
final class Contents {
    private final MediaStore store;
    private final Deliveries deliveries;
    private final FetchedFilms fetched;
    private final Optional<StudioStore> studio;
    private final List<SessionMedia> sessions;
    private final Set<Path> awaited;
    private final Map<Path, List<DeliveredFilm>> recorded;
    private final Map<String, StudioStore.Film> studioFilms;
    private final Predicate<StudioStore.Made> mayBeRemoved;
    private final Map<Path, List<DeliveredFilm>> filmsAt = new HashMap<>();

    /**
     * @param sessions all sessions of the home
     * @param awaited paths to which running commands will deliver films
     */
    Contents(
            Path home,
            MediaStore store,
            Optional<StudioStore> studio,
            List<SessionMedia> sessions,
            Collection<Path> awaited)
            throws IOException {
        this.store = store;
        this.deliveries = new Deliveries(home, store);
        this.fetched = new FetchedFilms(home);
        this.studio = studio;
        this.sessions = List.copyOf(sessions);
        this.awaited = new HashSet<>(awaited);
        sessions.forEach(session -> session.awaitedPaths().forEach(this.awaited::add));
        this.recorded = deliveries.recorded();
        this.mayBeRemoved = mayBeRemoved(this.sessions, recorded.values());
        this.studioFilms = studio.map(StudioStore::films).orElse(Map.of());
    }

    // ---- films ----

    /** A film or a contact sheet with everything that refers to it. */
    private final class Known {
        private final MediaRef file;
        /** The sessions that rendered it, by render ID. */
        private final Map<String, SessionMedia> made = new LinkedHashMap<>();
        /** The paths to which it was delivered. */
        private final List<Path> paths = new ArrayList<>();

        private String session = "";
        private Optional<String> render = Optional.empty();

        Known(MediaRef file) {
            this.file = file;
        }

        void madeBy(String renderId, SessionMedia by) {
            made.put(renderId, by);
            session = by.name();
            render = Optional.of(renderId);
        }

        void putUnder(Path path, DeliveredFilm film) {
            paths.add(path);
            if (made.isEmpty()) {
                session = film.session();
                render = Optional.of(film.renderId())
                        .filter(any -> file.contentType().startsWith("video/"));
            }
        }

        Places places(Optional<Stored> stored) {
            var places = stored.map(Places.NONE::with).orElse(Places.NONE);
            return Optional.ofNullable(studioFilms.get(file.sha256()))
                    .filter(film -> film.made().stream().allMatch(mayBeRemoved))
                    .map(film -> places.with(film.file()))
                    .orElse(places);
        }

        /** Returns when it was created, or when the last of its sessions was closed. */
        Instant since(Optional<Stored> stored, Places places) throws IOException {
            var since = stored.isPresent()
                    ? stored.get().since()
                    : Files.getLastModifiedTime(places.files().get(0)).toInstant();
            if (hasEnded()) {
                for (var session : made.values()) {
                    since = session.changed().isAfter(since) ? session.changed() : since;
                }
            }
            return since;
        }

        boolean hasEnded() {
            return !made.isEmpty() && made.values().stream().allMatch(SessionMedia::hasEnded);
        }

        /** Whether nothing uses it. Whether the delivered copies still exist is checked later, because that takes time. */
        boolean isUnused(Set<String> pending) {
            return made.values().stream().noneMatch(SessionMedia::working)
                    && paths.stream().noneMatch(awaited::contains)
                    && !pending.contains(file.sha256());
        }

        /**
         * Checks that every session that is not over has a copy of its film outside the home. Empty if the film must be
         * kept; else the path of a copy, if there is one.
         */
        Optional<Optional<Path>> confirmed() throws IOException {
            Optional<Path> where = Optional.empty();
            var there = new HashSet<String>();
            for (var path : paths) {
                for (var film : filmsAt(path)) {
                    if (film.file().sha256().equals(file.sha256())) {
                        there.add(film.renderId());
                        where = Optional.of(path);
                    }
                }
            }
            boolean everywhere =
                    made.entrySet().stream().allMatch(one -> one.getValue().hasEnded() || there.contains(one.getKey()));
            return everywhere && (where.isPresent() || hasEnded()) ? Optional.of(where) : Optional.empty();
        }
    }

    private List<DeliveredFilm> filmsAt(Path path) throws IOException {
        var known = filmsAt.get(path);
        if (known == null) {
            known = deliveries.filmsAt(path);
            filmsAt.put(path, known);
        }
        return known;
    }

    private List<Known> knownFilms() {
        var known = new LinkedHashMap<String, Known>();
        recorded.forEach((path, films) ->
                films.forEach(film -> known.computeIfAbsent(film.file().sha256(), any -> new Known(film.file()))
                        .putUnder(path, film)));
        for (var session : sessions) {
            session.films().forEach((renderId, film) -> known.computeIfAbsent(film.sha256(), any -> new Known(film))
                    .madeBy(renderId, session));
        }
        return List.copyOf(known.values());
    }

    /** Matches renders of which this home needs nothing apart from the film itself. */
    private static Predicate<StudioStore.Made> mayBeRemoved(
            List<SessionMedia> sessions, Collection<List<DeliveredFilm>> delivered) {
        var ids = new HashSet<String>();
        sessions.stream()
                .filter(session -> !session.working())
                .forEach(session -> ids.addAll(session.films().keySet()));
        delivered.forEach(films -> films.forEach(film -> ids.add(film.renderId())));
        return made -> ids.contains(made.renderId());
    }

    /** Returns the films that were fetched for renders whose session has not recorded their end yet. */
    Set<String> pending() throws IOException {
        var ended = sessions.stream()
                .flatMap(session -> session.endedRenders().stream())
                .collect(Collectors.toSet());
        return fetched.all().stream()
                .filter(film -> !ended.contains(film.renderId()))
                .map(FetchedFilms.Fetched::sha256)
                .collect(Collectors.toSet());
    }

    // ---- candidates ----

    /** A file that may be removable. */
    record Possible(Instant since, Look look) {
        /** The final check, which may read whole films. */
        interface Look {
            /** Returns the candidate; empty if the file must be kept. */
            Optional<Candidate> confirmed() throws IOException;
        }
    }

    /** Returns the films that may be removable. */
    List<Possible> films() throws IOException {
        var found = new ArrayList<Possible>();
        var pending = pending();
        for (var film : knownFilms()) {
            var stored = store.find(film.file.sha256());
            var places = film.places(stored);
            if (!places.isEmpty() && film.isUnused(pending) && mayBeRemoved(stored)) {
                var since = film.since(stored, places);
                found.add(new Possible(since, () -> confirmed(film, since, places)));
            }
        }
        return found;
    }

    /** Content of a store that other homes share may be in use by a command that this home does not see. */
    private boolean mayBeRemoved(Optional<Stored> stored) {
        return stored.filter(content -> content.since().isAfter(store.youngestRemovable()))
                .isEmpty();
    }

    private static Optional<Candidate> confirmed(Known film, Instant since, Places places) throws IOException {
        var where = film.confirmed();
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(
                        film.file.contentType().startsWith("video/") ? Kind.FILM : Kind.SHEET,
                        film.file.sha256(),
                        film.session,
                        film.file.name(),
                        film.render,
                        where.get(),
                        since,
                        places,
                        places.freedBytes()));
    }

    /** Whether the uploads of every session that is not over are known. */
    boolean knowsAllUploads() {
        return sessions.stream().allMatch(session -> session.complete() || session.hasEnded());
    }

    /**
     * Returns the uploads of closed sessions.
     *
     * @param before files stored later are kept, because they may belong to a session that is not listed yet
     */
    List<Candidate> uploads(Instant before) throws IOException {
        var needed = sessions.stream()
                .filter(session -> !session.hasEnded())
                .flatMap(session -> session.uploads().stream())
                .map(MediaRef::sha256)
                .collect(Collectors.toSet());
        var bySha = new LinkedHashMap<String, Candidate>();
        for (var session : sessions) {
            if (!session.hasEnded()) {
                continue;
            }
            for (var upload : session.uploads()) {
                if (!needed.contains(upload.sha256())) {
                    var stored = store.find(upload.sha256());
                    if (stored.isPresent() && stored.get().since().isBefore(before) && mayBeRemoved(stored)) {
                        add(bySha, session, upload.sha256(), upload.name(), places -> places.with(stored.get()));
                    }
                }
            }
            for (var upload : studioUploads(session)) {
                add(bySha, session, upload.sha256(), upload.name(), places -> places.with(upload.file()));
            }
        }
        var found = new ArrayList<Candidate>();
        for (var one : bySha.values()) {
            found.add(counted(one));
        }
        return found;
    }

    private List<StudioStore.Upload> studioUploads(SessionMedia session) {
        return studio.flatMap(there -> session.studioProject().map(there::uploads))
                .orElse(List.of());
    }

    private static void add(
            Map<String, Candidate> bySha,
            SessionMedia session,
            String sha,
            String name,
            UnaryOperator<Places> another) {
        var before = bySha.get(sha);
        var places = another.apply(before == null ? Places.NONE : before.places());
        // If several sessions have the file, the one closed last counts.
        bySha.put(
                sha,
                before != null && before.since().isAfter(session.changed())
                        ? with(before, places, 0)
                        : new Candidate(
                                Kind.UPLOAD,
                                sha,
                                session.name(),
                                name,
                                Optional.empty(),
                                Optional.empty(),
                                session.changed(),
                                places,
                                0));
    }

    private static Candidate counted(Candidate one) throws IOException {
        return with(one, one.places(), one.places().freedBytes());
    }

    private static Candidate with(Candidate one, Places places, long freed) {
        return new Candidate(
                one.kind(),
                one.sha256(),
                one.session(),
                one.name(),
                one.renderId(),
                one.delivered(),
                one.since(),
                places,
                freed);
    }

    // ---- removal ----

    /**
     * Removes a film from the store and the studio, unless a render has just fetched the same film.
     *
     * @return whether it was removed
     */
    boolean removeFilm(Candidate film) throws IOException {
        boolean gone = store.withLock(() -> {
            if (pending().contains(film.sha256())) {
                return false;
            }
            // Another home may have stored the content again since it was listed.
            var stored = store.find(film.sha256());
            if (!mayBeRemoved(stored)) {
                return false;
            }
            if (stored.isPresent()) {
                store.remove(film.sha256());
            }
            return true;
        });
        if (gone && studio.isPresent()) {
            studio.get().removeFilm(film.sha256(), mayBeRemoved);
        }
        return gone;
    }

    /**
     * Removes an uploaded file. Callers must hold the intake lock, so that no command adds files meanwhile.
     *
     * @return whether it was removed
     */
    boolean removeUpload(Candidate upload) throws IOException {
        var stored = store.find(upload.sha256());
        if (!mayBeRemoved(stored)) {
            return false;
        }
        if (stored.filter(upload.places()::contains).isPresent()) {
            store.remove(upload.sha256());
        }
        for (var file : upload.places().files()) {
            Files.deleteIfExists(file);
        }
        return true;
    }

    /** Removes the records of fetched films whose sessions have recorded the end of the render. */
    void clearFetched() throws IOException {
        var ended = sessions.stream()
                .flatMap(session -> session.endedRenders().stream())
                .collect(Collectors.toSet());
        for (var film : fetched.all()) {
            if (ended.contains(film.renderId())) {
                fetched.forget(film.renderId());
            }
        }
    }
}
