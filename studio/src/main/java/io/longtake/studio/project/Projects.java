package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Row;
import io.longtake.studio.database.Transaction;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.random.RandomValues;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored projects and their media. */
public final class Projects {
    private static final Duration CLAIM_LIFE = Duration.ofDays(7);

    private final Database database;
    private final Path folder;
    private final long seed;
    private final Clock clock;

    /** @param folder that contains a folder of media for each project */
    public Projects(Database database, Path folder, long seed, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.seed = seed;
        this.clock = clock;
    }

    public Project create(Caller owner, String name, String language) {
        String id = "ses_" + RandomValues.word();
        return database.transact(t -> {
            long ordinal = t.insert(
                    "INSERT INTO project (id, task, user, name, language, seed, created_at) VALUES (?,?,?,?,?,0,?)",
                    id,
                    "task_" + RandomValues.word(),
                    owner.userId(),
                    name,
                    language,
                    clock.instant());
            long own = RandomValues.number(seed, "project " + ordinal);
            t.run("UPDATE project SET seed = ? WHERE ordinal = ?", own, ordinal);
            return byId(t, id).orElseThrow();
        });
    }

    /**
     * The project with this id, if it belongs to this caller.
     *
     * @throws Refusal 1002 otherwise, whether or not another user has such a project
     */
    public Project owned(Caller caller, String id) {
        return database.read(t -> byId(t, id))
                .filter(project -> project.userId().equals(caller.userId()))
                .orElseThrow(() -> Refusal.noSession(id));
    }

    public Optional<Project> find(String id) {
        return database.read(t -> byId(t, id));
    }

    private static Optional<Project> byId(Transaction t, String id) {
        return t.first("SELECT * FROM project WHERE id = ? AND forgotten = 0", Projects::project, id);
    }

    private static Project project(Row row) {
        return new Project(
                row.text("id"),
                row.text("task"),
                row.text("user"),
                row.text("name"),
                row.text("language"),
                row.number("ordinal"),
                row.number("seed"),
                row.optionalText("kept"),
                row.optionalText("draft").map(Json::read),
                row.instant("created_at"));
    }

    /** Marks a project as forgotten: for its owner it no longer exists. */
    public void forget(String id) {
        database.transact(t -> t.run("UPDATE project SET forgotten = 1 WHERE id = ?", id));
    }

    /** Shows a draft that is not final; the editor's own form is unchanged. */
    public void show(String id, JsonNode draft) {
        database.transact(t -> t.run("UPDATE project SET draft = ? WHERE id = ?", Json.write(draft), id));
    }

    /** Stores the timeline, in the caller's transaction. */
    public static void commit(Transaction t, String id, Optional<String> kept, Optional<JsonNode> draft) {
        t.run("UPDATE project SET kept = ?, draft = ? WHERE id = ?", kept, draft.map(Json::write), id);
    }

    /** Issues a token for the project's page; its text is available only here. */
    public Claim claim(Project project) {
        String token = "clm_" + RandomValues.word();
        database.transact(t -> t.run(
                "INSERT INTO claim (hash, project, expires_at) VALUES (?, ?, ?)",
                Sha256.of(token),
                project.id(),
                clock.instant().plus(CLAIM_LIFE)));
        return new Claim(token, CLAIM_LIFE);
    }

    public record Claim(String token, Duration life) {}

    /** The project that a claim token opens. */
    public Optional<Project> claimed(String token) {
        return database.read(t -> {
            Optional<String> id = t.first(
                    "SELECT project FROM claim WHERE hash = ? AND expires_at > ?",
                    row -> row.text("project"),
                    Sha256.of(token),
                    clock.instant());
            return id.isPresent() ? byId(t, id.get()) : Optional.empty();
        });
    }

    /** The folder of a project's media. */
    public Path folder(String project) {
        return folder.resolve(project);
    }

    /** A received and accepted file; {@code hash} in hex. */
    public record Arrival(String id, String filename, MediaFacts facts, String hash, long bytes) {}

    /** Adds files, all or none. They must already be in the project's folder. */
    public List<Media> add(Project project, List<Arrival> arrivals) {
        return database.transact(t -> {
            for (Arrival arrival : arrivals) {
                MediaFacts facts = arrival.facts();
                t.run(
                        "INSERT INTO media (id, project, filename, kind, extension, length, width, height, fps, hash,"
                                + " bytes, link, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                        arrival.id(),
                        project.id(),
                        arrival.filename(),
                        facts.kind(),
                        facts.extension(),
                        facts.length(),
                        facts.widthPx(),
                        facts.heightPx(),
                        facts.fps(),
                        arrival.hash(),
                        arrival.bytes(),
                        RandomValues.word(),
                        clock.instant());
            }
            List<Media> all = media(t, project.id());
            return all.subList(all.size() - arrivals.size(), all.size());
        });
    }

    /** A project's media in upload order. */
    public List<Media> media(String project) {
        return database.read(t -> media(t, project));
    }

    private List<Media> media(Transaction t, String project) {
        return t.all("SELECT * FROM media WHERE project = ? ORDER BY position", this::media, project);
    }

    /** The file with this secret link. */
    public Optional<Media> linked(String link) {
        return database.read(t -> t.first("SELECT * FROM media WHERE link = ?", this::media, link));
    }

    private Media media(Row row) {
        String id = row.text("id");
        MediaFacts facts = new MediaFacts(
                row.constant("kind", MediaItem.Kind.class),
                row.text("extension"),
                row.duration("length"),
                row.integer("width"),
                row.integer("height"),
                row.real("fps"));
        Path file = folder(row.text("project")).resolve(id + "." + facts.extension());
        Instant at = row.instant("at");
        return new Media(
                id, row.text("filename"), facts, row.text("hash"), row.number("bytes"), file, row.text("link"), at);
    }
}
