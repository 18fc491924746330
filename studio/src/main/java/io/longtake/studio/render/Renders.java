package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Row;
import io.longtake.studio.database.Transaction;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.Project;
import io.longtake.studio.random.RandomValues;
import io.longtake.studio.render.Render.Link;
import io.longtake.studio.render.Render.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored renders. */
public final class Renders {
    private final Database database;
    private final Duration linkLife;
    private final Clock clock;

    public Renders(Database database, Duration linkLife, Clock clock) {
        this.database = database;
        this.linkLife = linkLife;
        this.clock = clock;
    }

    /** Records a render; empty when the id is already used. */
    Optional<Render> record(String id, Project project, JsonNode draft) {
        return database.transact(t -> {
            if (byId(t, id).isPresent()) {
                return Optional.empty();
            }
            t.run(
                    "INSERT INTO render (id, project, user, draft, status, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                    id,
                    project.id(),
                    project.userId(),
                    Json.write(draft),
                    Status.PENDING,
                    clock.instant());
            return byId(t, id);
        });
    }

    Optional<Render> find(String id) {
        return database.read(t -> byId(t, id));
    }

    private static Optional<Render> byId(Transaction t, String id) {
        return t.first("SELECT * FROM render WHERE id = ?", Renders::render, id);
    }

    /** A project's renders, oldest first. */
    public List<Render> of(String project) {
        return database.read(
                t -> t.all("SELECT * FROM render WHERE project = ? ORDER BY position", Renders::render, project));
    }

    /** The completed renders whose film has this content. */
    public List<Render> completed(String hash) {
        return database.read(t -> t.all(
                "SELECT * FROM render WHERE status = ? AND hash = ? ORDER BY position",
                Renders::render,
                Status.COMPLETED,
                hash));
    }

    /** A completed render and the hash of its film, in hex. */
    public record Made(String id, String project, String hash) {}

    /** The completed renders, oldest first. */
    public List<Made> made() {
        return database.read(t -> t.all(
                "SELECT id, project, hash FROM render WHERE status = ? AND hash IS NOT NULL ORDER BY position",
                row -> new Made(row.text("id"), row.text("project"), row.text("hash")),
                Status.COMPLETED));
    }

    /** The next render to run: one started by an earlier studio, else the oldest waiting one. */
    Optional<Render> next() {
        return database.read(t -> t.first(
                "SELECT * FROM render WHERE status IN (?, ?) ORDER BY status = ? DESC, position LIMIT 1",
                Renders::render,
                Status.PENDING,
                Status.PROCESSING,
                Status.PROCESSING));
    }

    /** Marks a render as started; false when it was cancelled meanwhile. */
    boolean begin(String id) {
        return database.transact(t -> t.run(
                        "UPDATE render SET status = ? WHERE id = ? AND status IN (?, ?)",
                        Status.PROCESSING,
                        id,
                        Status.PENDING,
                        Status.PROCESSING)
                == 1);
    }

    /** Stores the progress of a render in percent. */
    void reached(String id, int percent) {
        database.transact(t -> t.run("INSERT OR REPLACE INTO progress (render, percent) VALUES (?, ?)", id, percent));
    }

    /** The last stored progress in percent. */
    int reached(String id) {
        return database.read(t ->
                        t.first("SELECT percent FROM progress WHERE render = ?", row -> row.integer("percent"), id))
                .orElse(0);
    }

    /** Marks a render as completed; its film must be stored. A render cancelled at the last moment stays cancelled. */
    void complete(String id, String hash) {
        end(id, Status.COMPLETED, Optional.empty(), Optional.of(hash));
    }

    void fail(String id, String error) {
        end(id, Status.FAILED, Optional.of(error), Optional.empty());
    }

    /**
     * Cancels a render that has not ended.
     *
     * @return the resulting status; empty for an unknown id
     */
    Optional<Status> cancel(String id) {
        end(id, Status.CANCELLED, Optional.of("cancelled on request"), Optional.empty());
        return find(id).map(Render::status);
    }

    /** Cancels all renders that have not ended. */
    public static void endWaiting(Database database, Clock clock, String why) {
        database.transact(t -> t.run(
                "UPDATE render SET status = ?, error = ?, ended_at = ? WHERE status IN (?, ?)",
                Status.CANCELLED,
                why,
                clock.instant(),
                Status.PENDING,
                Status.PROCESSING));
    }

    private void end(String id, Status status, Optional<String> error, Optional<String> hash) {
        database.transact(t -> t.run(
                "UPDATE render SET status = ?, error = ?, hash = ?, ended_at = ? WHERE id = ? AND status IN (?, ?)",
                status,
                error,
                hash,
                clock.instant(),
                id,
                Status.PENDING,
                Status.PROCESSING));
    }

    /** A link to the film that is valid for some time: the current one while at least half its life is left, else a new one. */
    public Link link(Render render) {
        Instant now = clock.instant();
        Optional<Link> present =
                render.link().filter(link -> link.expiresAt().isAfter(now.plus(linkLife.dividedBy(2))));
        return present.orElseGet(() -> {
            Link fresh = new Link(RandomValues.word(), now.plus(linkLife));
            database.transact(t -> t.run(
                    "UPDATE render SET link = ?, link_expires_at = ? WHERE id = ?",
                    fresh.secret(),
                    fresh.expiresAt(),
                    render.id()));
            return fresh;
        });
    }

    /** The completed render of a link that is still valid. */
    public Optional<Render> linked(String id, String secret) {
        return find(id).filter(render -> render.status() == Status.COMPLETED).filter(render -> render.link()
                .filter(link -> link.secret().equals(secret) && link.expiresAt().isAfter(clock.instant()))
                .isPresent());
    }

    private static Render render(Row row) {
        Optional<Instant> expires = row.optionalInstant("link_expires_at");
        Optional<Link> link = row.optionalText("link").flatMap(secret -> expires.map(end -> new Link(secret, end)));
        return new Render(
                row.text("id"),
                row.text("project"),
                row.text("user"),
                Json.read(row.text("draft")),
                row.constant("status", Status.class),
                row.optionalText("error"),
                row.optionalText("hash"),
                link,
                row.instant("created_at"));
    }
}
