package io.longtake.cli.prune;

import static io.longtake.cli.session.SessionViews.export;
import static io.longtake.cli.session.SessionViews.media;
import static io.longtake.cli.session.SessionViews.rendered;
import static io.longtake.cli.session.SessionViews.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.CommandRun;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.IntakeLock;
import io.longtake.cli.request.RequestBook;
import io.longtake.cli.request.RequestContent;
import io.longtake.cli.request.RequestIdentity;
import io.longtake.cli.session.FileLists;
import io.longtake.files.digest.Sha256;
import io.longtake.media.natives.NativeLibraries;
import io.longtake.studio.Studio;
import io.longtake.studio.StudioSchema;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.database.Database;
import io.longtake.studio.render.Render;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the command in a home without running processes. */
class PruneTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(100));

    @TempDir
    Path folder;

    private HomeFolder home;
    private FileMediaStore store;
    private Path out;

    @BeforeEach
    void makeHome() {
        home = HomeFolder.open(folder.resolve("home"));
        store = FileMediaStore.ofHome(home.root());
        out = folder.resolve("out.mp4");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder, Map.of("LONGTAKE_HOME", home.toString()), arguments);
    }

    private JsonNode json(String... arguments) throws IOException {
        var run = run(arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private JsonNode pruneAll() throws IOException {
        return json("prune", "--older-than", "0s", "--yes", "--json");
    }

    private MediaRef stored(String content, String name, String type) throws IOException {
        var ref = store.put(content.getBytes(StandardCharsets.UTF_8), name, type);
        Files.setLastModifiedTime(store.path(ref), FileTime.from(longAgo));
        return ref;
    }

    private MediaRef film(String content) throws IOException {
        return stored(content, "film.mp4", "video/mp4");
    }

    private void deliver(String session, MediaRef film, Path to) throws IOException {
        new Deliveries(home.root(), store).deliver(new DeliveredFilm(session, "render-1", film), to, Existing.KEEP);
    }

    private void write(String name, SessionPhase phase, SessionView like) throws IOException {
        write(name, phase, like, longAgo);
    }

    private void write(String name, SessionPhase phase, SessionView like, Instant verified) throws IOException {
        var named = io.longtake.cli.session.SessionViews.of(name, phase, "ses_" + name, like);
        SessionViews.ofHome(home.root()).write(new StoredView("run-" + name, longAgo, verified, named));
    }

    /** Creates an open session whose film was rendered and delivered. */
    private MediaRef delivered(String session) throws IOException {
        var film = film("film of " + session);
        deliver(session, film, out);
        write(session, SessionPhase.OPEN, exported(film, TurnStatus.DONE));
        return film;
    }

    private SessionView exported(MediaRef film, TurnStatus second) {
        return view(
                List.of(export(1, TurnStatus.DONE, home.id(), out), export(2, second, home.id(), out)),
                List.of(rendered(1, film)),
                0);
    }

    private SessionView uploaded(MediaRef... files) {
        var list = new FileLists(store).adding(List.of(files), false);
        return view(List.<Turn>of(media(1, TurnStatus.DONE, list)), List.of(), 0);
    }

    // ---- required options ----

    @Test
    void withoutASelectionNothingIsRemovedAndBothOptionsAreNamed() throws IOException {
        var film = delivered("calm");
        for (var arguments : List.of(
                List.of("prune", "--yes"), List.of("prune", "--older-than", "1d", "--keep-below", "1GB", "--yes"))) {
            var refused = run(arguments.toArray(String[]::new));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("--older-than DURATION", "--keep-below SIZE", "Nothing was removed");
        }
        var unsure = run("prune", "--older-than", "0s");
        assertThat(unsure.exit()).isEqualTo(2);
        assertThat(unsure.err()).contains("--yes", "--dry-run");
        assertThat(run("prune", "--older-than", "soon", "--yes").exit()).isEqualTo(2);
        assertThat(run("prune", "--keep-below", "much", "--yes").exit()).isEqualTo(2);
        assertThat(store.path(film)).exists();
    }

    @Test
    void aDryRunListsFilesWithSizesAndRemovesNothing() throws IOException {
        var film = delivered("calm");

        var run = run("prune", "--older-than", "0s", "--dry-run");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("12 B", "calm", "render-1", "delivered to " + out, "Would remove 1 file, 12 B.");
        assertThat(store.path(film)).exists();
    }

    // ---- films ----

    @Test
    void aDeliveredFilmIsRemovedAndItsSessionReportsIt() throws IOException {
        var film = delivered("calm");

        var pruned = pruneAll();

        assertThat(pruned.at("/removed/0/kind").asText()).isEqualTo("film");
        assertThat(pruned.at("/removed/0/output").asText()).isEqualTo(out.toString());
        assertThat(pruned.path("bytes").asLong()).isEqualTo(12);
        assertThat(store.find(film.sha256())).isEmpty();
        assertThat(out).hasContent("film of calm");
        assertThat(json("show", "calm", "--json").at("/renders/0/film").asText())
                .isEqualTo("pruned");
        assertThat(run("show", "calm").out()).contains("film pruned", "longtake export calm --output");
        assertThat(run("status", "calm").err()).contains("The film of render render-1 was pruned");
        assertThat(json("status", "calm", "--json").at("/prunedFilms/0").asText())
                .isEqualTo("render-1");
        var export = run("export", "calm", "--render", "render-1", "--output", folder.resolve("b.mp4") + "");
        assertThat(export.exit()).isEqualTo(3);
        assertThat(export.err()).contains("was removed from this home by `longtake prune`", "longtake export calm");
        var over = run("export", "calm", "--render", "render-1", "--output", out.toString());
        assertThat(over.exit()).as("the only copy is not replaced").isEqualTo(2);
        assertThat(pruneAll().path("removed")).isEmpty();
    }

    @Test
    void aFilmWithoutAnIntactDeliveredCopyIsKept() throws IOException {
        var film = delivered("calm");
        Files.writeString(out, "FILM of calm");
        assertThat(pruneAll().path("removed")).as("edited").isEmpty();
        Files.delete(out);
        assertThat(pruneAll().path("removed")).as("deleted").isEmpty();
        assertThat(store.path(film)).exists();

        var kept = film("never delivered");
        write("other", SessionPhase.OPEN, view(List.of(), List.of(rendered(1, kept)), 0));
        assertThat(pruneAll().path("removed")).isEmpty();
    }

    @Test
    void aFilmThatAnotherOpenSessionHasNotDeliveredIsKept() throws IOException {
        var film = delivered("calm");
        write("twin", SessionPhase.OPEN, view(List.of(), List.of(renamed(rendered(1, film))), 0));

        assertThat(pruneAll().path("removed")).isEmpty();
        assertThat(store.path(film)).exists();
    }

    private static RenderRecord renamed(RenderRecord render) {
        return new RenderRecord(
                "twins-render", render.exportTurn(), render.outcome(), 1, false, Optional.empty(), false);
    }

    @Test
    void aFilmIsKeptWhileItsSessionOrARequestMayNeedIt() throws IOException {
        var film = delivered("calm");
        write("calm", SessionPhase.OPEN, exported(film, TurnStatus.RUNNING), Instant.now());
        assertThat(pruneAll().path("removed")).as("the session works").isEmpty();
        write("calm", SessionPhase.OPEN, exported(film, TurnStatus.UNKNOWN), Instant.now());
        assertThat(pruneAll().path("removed")).as("an outcome is unknown").isEmpty();
        write("calm", SessionPhase.OPEN, exported(film, TurnStatus.DONE), Instant.now());

        write("other", SessionPhase.OPEN, view(List.of(export(1, TurnStatus.QUEUED, home.id(), out)), List.of(), 0));
        assertThat(pruneAll().path("removed"))
                .as("another export uses the same path")
                .isEmpty();
        write("other", SessionPhase.OPEN, view(List.of(), List.of(), 0), Instant.now());

        var book = new RequestBook(home.requestFolder(), Clock.systemUTC());
        var wish = RequestContent.of("export").with("session", "x").with("output", out.toString());
        var request = book.record(wish, new RequestIdentity.ByContent(), "x");
        assertThat(pruneAll().path("removed")).as("a request uses the path").isEmpty();
        request.told();
        assertThat(pruneAll().path("removed")).hasSize(1);
    }

    @Test
    void aFetchedFilmIsKeptUntilItsSessionRecordsTheEndOfTheRender() throws IOException {
        var film = delivered("calm");
        var record = home.root().resolve("downloads").resolve(Sha256.of("new-render") + ".fetched");
        Files.writeString(record, "new-render\n" + film.sha256() + "\n");
        assertThat(pruneAll().path("removed")).isEmpty();

        Files.delete(record);
        var ended = record.resolveSibling(Sha256.of("render-1") + ".fetched");
        Files.writeString(ended, "render-1\n" + film.sha256() + "\n");
        assertThat(pruneAll().path("removed")).hasSize(1);
        assertThat(ended).doesNotExist();
    }

    @Test
    void withASessionThatIsChangingNothingIsRemovedAndTheExitCodeIs75() throws IOException {
        var film = delivered("calm");
        SessionViews.ofHome(home.root()).markChanging("calm");

        var run = run("prune", "--older-than", "0s", "--yes");

        assertThat(run.exit()).isEqualTo(75);
        assertThat(run.err()).contains("session calm", "longtake up");
        assertThat(store.path(film)).exists();
    }

    // ---- closed sessions ----

    @Test
    void mediaOfClosedSessionsAreRemovedUnlessAnOpenOneHasThem() throws IOException {
        var own = stored("own", "own.jpg", "image/jpeg");
        var common = stored("common", "common.jpg", "image/jpeg");
        write("old", SessionPhase.CLOSED, uploaded(own, common));
        write("new", SessionPhase.OPEN, uploaded(common));
        var film = film("a film");
        write("cinema", SessionPhase.CLOSED, view(List.of(), List.of(rendered(1, film)), 0));

        var pruned = pruneAll();

        assertThat(pruned.findValuesAsText("name")).containsExactlyInAnyOrder("own.jpg", "film.mp4");
        assertThat(store.find(own.sha256())).isEmpty();
        assertThat(store.find(film.sha256())).isEmpty();
        assertThat(store.path(common)).exists();
        assertThat(json("show", "old", "--json").at("/turns/0/files/0").asText())
                .as("its file lists are kept")
                .isEqualTo("own.jpg");
    }

    /** A bucket keeps content that an open session has, while the studio's copy for a closed one goes. */
    @Test
    void removingTheStudiosCopyKeepsTheContentOfABucket() throws IOException {
        var shared = stored("shared", "shared.jpg", "image/jpeg");
        var bucket = bucket(Instant.MAX);
        var contents = new Contents(home.root(), bucket, Optional.empty(), List.of(), List.of());
        var copy = Files.writeString(folder.resolve("copy.jpg"), "shared");

        assertThat(contents.removeUpload(upload(shared, Places.NONE.with(copy))))
                .isTrue();
        assertThat(copy).doesNotExist();
        assertThat(store.find(shared.sha256())).isPresent();

        var itself = Places.NONE.with(bucket.find(shared.sha256()).orElseThrow());
        assertThat(contents.removeUpload(upload(shared, itself))).isTrue();
        assertThat(store.find(shared.sha256())).isEmpty();
    }

    @Test
    void contentThatAnotherHomeHasJustStoredIsKeptAndNotCounted() throws IOException {
        var fresh = stored("fresh", "fresh.jpg", "image/jpeg");
        var bucket = bucket(longAgo.minusSeconds(1));
        var contents = new Contents(home.root(), bucket, Optional.empty(), List.of(), List.of());
        var itself = Places.NONE.with(bucket.find(fresh.sha256()).orElseThrow());

        assertThat(contents.removeUpload(upload(fresh, itself))).isFalse();
        assertThat(store.find(fresh.sha256())).isPresent();
    }

    private static Candidate upload(MediaRef file, Places places) {
        return new Candidate(
                Candidate.Kind.UPLOAD,
                file.sha256(),
                "calm",
                file.name(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                places,
                0);
    }

    /** The store as it looks if it is a bucket: its content is in no file of this machine, and young content is protected. */
    private MediaStore bucket(Instant youngestRemovable) {
        return (MediaStore) Proxy.newProxyInstance(
                MediaStore.class.getClassLoader(), new Class<?>[] {MediaStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("youngestRemovable")) {
                        return youngestRemovable;
                    }
                    var result = method.invoke(store, arguments);
                    return result instanceof Optional<?> found && found.orElse(null) instanceof MediaStore.Stored stored
                            ? Optional.of(new MediaStore.Stored(Optional.empty(), stored.bytes(), stored.since()))
                            : result;
                });
    }

    @Test
    void uploadsAreKeptWhileACommandAddsFilesOrARequestHasNoAnswer() throws IOException {
        var own = stored("own", "own.jpg", "image/jpeg");
        write("old", SessionPhase.CLOSED, uploaded(own));
        try (var adding = IntakeLock.shared(home, () -> {})) {
            assertThat(adding).isNotNull();
            assertThat(pruneAll().at("/notes/0").asText()).contains("another command is adding files");
        }
        var book = new RequestBook(home.requestFolder(), Clock.systemUTC());
        var request =
                book.record(RequestContent.of("upload").with("session", "x"), new RequestIdentity.ByContent(), "x");
        assertThat(pruneAll().at("/notes/0").asText()).contains("has no answer yet");
        assertThat(store.path(own)).exists();

        request.told();
        assertThat(pruneAll().path("removed")).hasSize(1);
    }

    // ---- limits ----

    @Test
    void onlyOlderFilesAreRemoved() throws IOException {
        delivered("calm");

        assertThat(json("prune", "--older-than", "101d", "--yes", "--json").path("removed"))
                .isEmpty();
        assertThat(json("prune", "--older-than", "99d", "--yes", "--json").path("removed"))
                .hasSize(1);
    }

    @Test
    void theOldestAreRemovedFirstUntilTheRestIsBelowTheLimit() throws IOException {
        var films = new ArrayList<MediaRef>();
        var renders = new ArrayList<RenderRecord>();
        for (int i = 0; i < 3; i++) {
            var film = film(("film " + i).repeat(10_000));
            Files.setLastModifiedTime(store.path(film), FileTime.from(longAgo.plus(Duration.ofDays(3 - i))));
            films.add(film);
            renders.add(rendered(i, film));
        }
        write("cinema", SessionPhase.CLOSED, view(List.of(), renders, 0), Instant.EPOCH);

        assertThat(json("prune", "--keep-below", "1MB", "--yes", "--json").path("removed"))
                .isEmpty();
        var pruned = json("prune", "--keep-below", "130KB", "--yes", "--json");

        assertThat(pruned.path("removed")).hasSize(1);
        assertThat(pruned.path("leftBytes").asLong()).isLessThan(130_000);
        assertThat(store.find(films.get(2).sha256())).as("the oldest").isEmpty();
        assertThat(store.find(films.get(1).sha256())).isPresent();
    }

    // ---- the studio ----

    @Test
    void aFileSharedByStoreAndStudioIsRemovedFromBothAndCountsOnce() throws IOException {
        var film = delivered("calm");
        var upload = stored("own", "own.jpg", "image/jpeg");
        write("old", SessionPhase.CLOSED, uploaded(upload));
        inStudio(database -> {
            made(database, "render-1", film);
            uploadedTo(database, "ses_old", upload);
        });
        var inStudio = Files.createLink(studioFilm(film), store.path(film));
        var studioUpload = home.studioFolder().resolve("media/ses_old/media_1.jpg");
        Files.createDirectories(studioUpload.getParent());
        Files.createLink(studioUpload, store.path(upload));

        var pruned = pruneAll();

        assertThat(pruned.path("bytes").asLong()).isEqualTo(12 + 3);
        assertThat(inStudio).doesNotExist();
        assertThat(studioUpload).doesNotExist();
    }

    @Test
    void aFilmThatAnotherRenderOfTheStudioNeedsIsKeptInBoth() throws IOException {
        var film = delivered("calm");
        inStudio(database -> {
            made(database, "render-1", film);
            made(database, "somebody-elses", film);
        });
        var inStudio = Files.createLink(studioFilm(film), store.path(film));

        assertThat(pruneAll().path("removed")).as("no space would be freed").isEmpty();

        assertThat(inStudio).exists();
        assertThat(store.path(film)).exists();
    }

    private interface Filling {
        void fill(Database database) throws IOException;
    }

    private void inStudio(Filling filling) throws IOException {
        NativeLibraries.unpackInto(
                Files.createDirectories(Path.of("target", "natives").toAbsolutePath()));
        try (var studio = Studio.start(StudioConfig.in(home.openStudioFolder()))) {
            assertThat(studio.identity()).isNotEmpty();
        }
        try (var database = Database.open(
                home.studioFolder().resolve("studio.db"), Database.Durability.CRASH, StudioSchema.SCHEMA)) {
            filling.fill(database);
        }
    }

    private Path studioFilm(MediaRef film) {
        return home.studioFolder().resolve("films").resolve(film.sha256() + ".mp4");
    }

    private void made(Database database, String render, MediaRef film) {
        database.transact(t -> t.run(
                "INSERT INTO render (id, project, user, draft, status, hash, created_at) VALUES (?,?,?,?,?,?,?)",
                render,
                "ses_calm",
                "user",
                "{}",
                Render.Status.COMPLETED,
                film.sha256(),
                longAgo));
    }

    private void uploadedTo(Database database, String project, MediaRef file) {
        database.transact(t -> t.run(
                "INSERT INTO media (id, project, filename, kind, extension, length, width, height, fps, hash, bytes,"
                        + " link, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                "media_1",
                project,
                file.name(),
                "IMAGE",
                "jpg",
                0,
                1,
                1,
                0.0,
                file.sha256(),
                file.bytes(),
                "link",
                longAgo));
    }

    // ---- doctor ----

    @Test
    void doctorReportsSizesAndSharedFiles() throws IOException {
        var film = film("film".repeat(1_000));
        Files.createDirectories(home.studioFolder().resolve("films"));
        Files.createLink(studioFilm(film), store.path(film));

        var found = JSON.readTree(run("doctor", "--json").out());

        assertThat(finding(found, "media store")).startsWith("4 KB in ");
        assertThat(finding(found, "studio films")).startsWith("4 KB in ");
        assertThat(finding(found, "studio uploads")).startsWith("0 B in ");
        assertThat(finding(found, "shared")).startsWith("4 KB of the media store");
        assertThat(finding(found, "temporal data")).startsWith("0 B");
        assertThat(finding(found, "logs")).isNotEmpty();
    }

    private static String finding(JsonNode found, String what) {
        for (var one : found) {
            if (one.path("what").asText().equals(what)) {
                return one.path("found").asText();
            }
        }
        return "";
    }
}
