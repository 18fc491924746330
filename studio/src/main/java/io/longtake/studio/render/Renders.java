package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.chance.Chance;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Sql;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.Project;
import io.longtake.studio.render.Render.Link;
import io.longtake.studio.render.Render.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Renders as kept. */
public final class Renders {
    public static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS render (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                    + " project TEXT NOT NULL, user TEXT NOT NULL, draft TEXT NOT NULL, status TEXT NOT NULL,"
                    + " error TEXT, hash TEXT, link TEXT, link_expires_at INTEGER, created_at INTEGER NOT NULL,"
                    + " ended_at INTEGER)",
            "CREATE INDEX IF NOT EXISTS render_of_project ON render (project)",
            "CREATE TABLE IF NOT EXISTS progress (render TEXT PRIMARY KEY, percent INTEGER NOT NULL)");

    private final Database database;
    private final Duration linkLife;
    private final Clock clock;

    public Renders(Database database, Duration linkLife, Clock clock) {
        this.database = database;
        this.linkLife = linkLife;
        this.clock = clock;
    }

    /** Records a render; empty when the id is taken. */
    Optional<Render> record(String id, Project project, JsonNode draft) {
        return database.transact(c -> {
            if (byId(c, id).isPresent()) {
                return Optional.empty();
            }
            Sql.run(
                    c,
                    "INSERT INTO render (id, project, user, draft, status, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                    id,
                    project.id(),
                    project.userId(),
                    Json.write(draft),
                    Status.PENDING,
                    clock.instant());
            return byId(c, id);
        });
    }

    Optional<Render> find(String id) {
        return database.transact(c -> byId(c, id));
    }

    private static Optional<Render> byId(Connection c, String id) throws SQLException {
        return Sql.first(c, "SELECT * FROM render WHERE id = ?", Renders::render, id);
    }

    /** A project's renders, oldest first. */
    public List<Render> of(String project) {
        return database.transact(
                c -> Sql.all(c, "SELECT * FROM render WHERE project = ? ORDER BY position", Renders::render, project));
    }

    /** The completed renders whose film has this content. */
    List<Render> completed(String hash) {
        return database.transact(c -> Sql.all(
                c,
                "SELECT * FROM render WHERE status = ? AND hash = ? ORDER BY position",
                Renders::render,
                Status.COMPLETED,
                hash));
    }

    /** A completed render and the hash of its film, in hex. */
    public record Made(String id, String project, String hash) {}

    /** The completed renders, oldest first. */
    public static List<Made> made(Connection c) throws SQLException {
        return Sql.all(
                c,
                "SELECT id, project, hash FROM render WHERE status = ? AND hash IS NOT NULL ORDER BY position",
                row -> new Made(row.getString("id"), row.getString("project"), row.getString("hash")),
                Status.COMPLETED);
    }

    /** What is to be done next: a render that was begun by an earlier studio, else the oldest that waits. */
    Optional<Render> next() {
        return database.transact(c -> Sql.first(
                c,
                "SELECT * FROM render WHERE status IN (?, ?) ORDER BY status = ? DESC, position LIMIT 1",
                Renders::render,
                Status.PENDING,
                Status.PROCESSING,
                Status.PROCESSING));
    }

    /** Marks a render as begun; false when it was cancelled meanwhile. */
    boolean begin(String id) {
        return database.transact(c -> Sql.run(
                        c,
                        "UPDATE render SET status = ? WHERE id = ? AND status IN (?, ?)",
                        Status.PROCESSING,
                        id,
                        Status.PENDING,
                        Status.PROCESSING)
                == 1);
    }

    /** How far it came. */
    void reached(String id, int percent) {
        database.transact(
                c -> Sql.run(c, "INSERT OR REPLACE INTO progress (render, percent) VALUES (?, ?)", id, percent));
    }

    /** How far it had come when that was last noted. */
    int reached(String id) {
        return database.transact(
                        c -> Sql.first(c, "SELECT percent FROM progress WHERE render = ?", row -> row.getInt(1), id))
                .orElse(0);
    }

    /** The film lies in its place. A render that was cancelled in the last moment stays cancelled. */
    void complete(String id, String hash) {
        end(id, Status.COMPLETED, Optional.empty(), Optional.of(hash));
    }

    void fail(String id, String error) {
        end(id, Status.FAILED, Optional.of(error), Optional.empty());
    }

    /** Cancels what has not ended; the status that holds from now on. */
    Optional<Status> cancel(String id) {
        end(id, Status.CANCELLED, Optional.of("cancelled on request"), Optional.empty());
        return find(id).map(Render::status);
    }

    /** Cancels all that have not ended. */
    public static void endWaiting(Database database, Clock clock, String why) {
        database.transact(c -> Sql.run(
                c,
                "UPDATE render SET status = ?, error = ?, ended_at = ? WHERE status IN (?, ?)",
                Status.CANCELLED,
                why,
                clock.instant(),
                Status.PENDING,
                Status.PROCESSING));
    }

    private void end(String id, Status status, Optional<String> error, Optional<String> hash) {
        database.transact(c -> Sql.run(
                c,
                "UPDATE render SET status = ?, error = ?, hash = ?, ended_at = ? WHERE id = ? AND status IN (?, ?)",
                status,
                error,
                hash,
                clock.instant(),
                id,
                Status.PENDING,
                Status.PROCESSING));
    }

    /** A link to the film that works for some time from now: the present one while at least half its life is left. */
    public Link link(Render render) {
        Instant now = clock.instant();
        Optional<Link> present =
                render.link().filter(link -> link.expiresAt().isAfter(now.plus(linkLife.dividedBy(2))));
        return present.orElseGet(() -> {
            Link fresh = new Link(Chance.word(), now.plus(linkLife));
            database.transact(c -> Sql.run(
                    c,
                    "UPDATE render SET link = ?, link_expires_at = ? WHERE id = ?",
                    fresh.secret(),
                    fresh.expiresAt(),
                    render.id()));
            return fresh;
        });
    }

    /** The finished render behind a link that still works. */
    public Optional<Render> linked(String id, String secret) {
        return find(id).filter(render -> render.status() == Status.COMPLETED).filter(render -> render.link()
                .filter(link -> link.secret().equals(secret) && link.expiresAt().isAfter(clock.instant()))
                .isPresent());
    }

    private static Render render(ResultSet row) throws SQLException {
        Optional<Instant> expires = Sql.optionalInstant(row, "link_expires_at");
        Optional<Link> link = Sql.text(row, "link").flatMap(secret -> expires.map(end -> new Link(secret, end)));
        return new Render(
                row.getString("id"),
                row.getString("project"),
                row.getString("user"),
                Json.read(row.getString("draft")),
                Status.valueOf(row.getString("status")),
                Sql.text(row, "error"),
                Sql.text(row, "hash"),
                link,
                Sql.instant(row, "created_at"));
    }
}
