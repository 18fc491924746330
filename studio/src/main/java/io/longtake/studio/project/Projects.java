package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.chance.Chance;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Sql;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Projects and their media, as kept. */
public final class Projects {
    private static final Duration CLAIM_LIFE = Duration.ofDays(7);

    public static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS project (ordinal INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                    + " task TEXT NOT NULL, user TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,"
                    + " seed INTEGER NOT NULL, kept TEXT, draft TEXT, forgotten INTEGER NOT NULL DEFAULT 0,"
                    + " created_at INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS media (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                    + " project TEXT NOT NULL, filename TEXT NOT NULL, kind TEXT NOT NULL, extension TEXT NOT NULL,"
                    + " length INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, fps REAL NOT NULL,"
                    + " hash TEXT NOT NULL, bytes INTEGER NOT NULL, link TEXT NOT NULL UNIQUE, at INTEGER NOT NULL)",
            "CREATE INDEX IF NOT EXISTS media_of_project ON media (project)",
            "CREATE TABLE IF NOT EXISTS claim (hash TEXT PRIMARY KEY, project TEXT NOT NULL,"
                    + " expires_at INTEGER NOT NULL)");

    private final Database database;
    private final Path folder;
    private final long seed;
    private final Clock clock;

    /** @param folder where media lie, a folder for each project */
    public Projects(Database database, Path folder, long seed, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.seed = seed;
        this.clock = clock;
    }

    public Project create(Caller owner, String name, String language) {
        String id = "ses_" + Chance.word();
        return database.transact(c -> {
            long ordinal = Sql.insert(
                    c,
                    "INSERT INTO project (id, task, user, name, language, seed, created_at) VALUES (?,?,?,?,?,0,?)",
                    id,
                    "task_" + Chance.word(),
                    owner.userId(),
                    name,
                    language,
                    clock.instant());
            long own = Chance.number(seed, "project " + ordinal);
            Sql.run(c, "UPDATE project SET seed = ? WHERE ordinal = ?", own, ordinal);
            return byId(c, id).orElseThrow();
        });
    }

    /**
     * The project of that id, if it is this caller's.
     *
     * @throws Refusal 1002 otherwise; whether another user has it is not said
     */
    public Project owned(Caller caller, String id) {
        return database.transact(c -> byId(c, id))
                .filter(project -> project.userId().equals(caller.userId()))
                .orElseThrow(() -> Refusal.noSession(id));
    }

    public Optional<Project> find(String id) {
        return database.transact(c -> byId(c, id));
    }

    private static Optional<Project> byId(Connection c, String id) throws SQLException {
        return Sql.first(c, "SELECT * FROM project WHERE id = ? AND forgotten = 0", Projects::project, id);
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(
                row.getString("id"),
                row.getString("task"),
                row.getString("user"),
                row.getString("name"),
                row.getString("language"),
                row.getLong("ordinal"),
                row.getLong("seed"),
                Sql.text(row, "kept"),
                Sql.text(row, "draft").map(Json::read),
                Sql.instant(row, "created_at"));
    }

    /** Forgets a project: to its owner it was never there. */
    public void forget(String id) {
        database.transact(c -> Sql.run(c, "UPDATE project SET forgotten = 1 WHERE id = ?", id));
    }

    /** Shows a draft that is not final: the editor's own form stays as it was. */
    public void show(String id, JsonNode draft) {
        database.transact(c -> Sql.run(c, "UPDATE project SET draft = ? WHERE id = ?", Json.write(draft), id));
    }

    /** Sets the timeline, in the caller's transaction. */
    public static void commit(Connection c, String id, Optional<String> kept, Optional<JsonNode> draft)
            throws SQLException {
        Sql.run(c, "UPDATE project SET kept = ?, draft = ? WHERE id = ?", kept, draft.map(Json::write), id);
    }

    /** A key for the project's page, in clear for this once. */
    public Claim claim(Project project) {
        String token = "clm_" + Chance.word();
        database.transact(c -> Sql.run(
                c,
                "INSERT INTO claim (hash, project, expires_at) VALUES (?, ?, ?)",
                Sha256.of(token),
                project.id(),
                clock.instant().plus(CLAIM_LIFE)));
        return new Claim(token, CLAIM_LIFE);
    }

    public record Claim(String token, Duration life) {}

    /** The project a page's key opens. */
    public Optional<Project> claimed(String token) {
        return database.transact(c -> {
            Optional<String> id = Sql.first(
                    c,
                    "SELECT project FROM claim WHERE hash = ? AND expires_at > ?",
                    row -> row.getString(1),
                    Sha256.of(token),
                    clock.instant());
            return id.isPresent() ? byId(c, id.get()) : Optional.empty();
        });
    }

    /** Where a project's media lie. */
    public Path folder(String project) {
        return folder.resolve(project);
    }

    /** A file that arrived and was found good; {@code hash} in hex. */
    public record Arrival(String id, String filename, MediaFacts facts, String hash, long bytes) {}

    /** Takes files in, all or none. They lie in their place already. */
    public List<Media> add(Project project, List<Arrival> arrivals) {
        return database.transact(c -> {
            for (Arrival arrival : arrivals) {
                MediaFacts facts = arrival.facts();
                Sql.run(
                        c,
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
                        Chance.word(),
                        clock.instant());
            }
            List<Media> all = media(c, project.id());
            return all.subList(all.size() - arrivals.size(), all.size());
        });
    }

    /** A project's media in the order they came. */
    public List<Media> media(String project) {
        return database.transact(c -> media(c, project));
    }

    private List<Media> media(Connection c, String project) throws SQLException {
        return Sql.all(c, "SELECT * FROM media WHERE project = ? ORDER BY position", this::media, project);
    }

    /** The file behind an address. */
    public Optional<Media> linked(String link) {
        return database.transact(c -> Sql.first(c, "SELECT * FROM media WHERE link = ?", this::media, link));
    }

    private Media media(ResultSet row) throws SQLException {
        String id = row.getString("id");
        MediaFacts facts = new MediaFacts(
                MediaItem.Kind.valueOf(row.getString("kind")),
                row.getString("extension"),
                Duration.ofMillis(row.getLong("length")),
                row.getInt("width"),
                row.getInt("height"),
                row.getDouble("fps"));
        Path file = folder(row.getString("project")).resolve(id + "." + facts.extension());
        Instant at = Sql.instant(row, "at");
        return new Media(
                id,
                row.getString("filename"),
                facts,
                row.getString("hash"),
                row.getLong("bytes"),
                file,
                row.getString("link"),
                at);
    }
}
