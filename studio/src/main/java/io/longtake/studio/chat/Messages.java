package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.account.Accounts;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Sql;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.Projects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Messages as kept. What a message changes and what it costs are one transaction with its end. */
public final class Messages {
    public static final List<String> TABLES =
            List.of("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL,"
                    + " number INTEGER NOT NULL, user TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL,"
                    + " cost INTEGER NOT NULL, reply TEXT, summary TEXT, received_at INTEGER NOT NULL,"
                    + " done_at INTEGER, UNIQUE (project, number))");

    private final Database database;
    private final int cost;
    private final Clock clock;

    public Messages(Database database, int cost, Clock clock) {
        this.database = database;
        this.cost = cost;
        this.clock = clock;
    }

    /**
     * Records a message and sets its credits aside.
     *
     * @throws io.longtake.studio.http.Refusal 2001 when there are not enough; nothing is recorded then
     */
    Message receive(Project project, String text) {
        return database.transact(c -> {
            Accounts.freeze(c, project.userId(), cost);
            long id = Sql.insert(
                    c,
                    "INSERT INTO message (project, number, user, text, status, cost, received_at) VALUES (?,"
                            + " 1 + (SELECT COUNT(*) FROM message WHERE project = ?), ?, ?, ?, ?, ?)",
                    project.id(),
                    project.id(),
                    project.userId(),
                    text,
                    Message.Status.RECEIVED,
                    cost,
                    clock.instant());
            return Sql.first(c, "SELECT * FROM message WHERE id = ?", Messages::message, id)
                    .orElseThrow();
        });
    }

    /** Those whose work has not ended, oldest first. */
    List<Message> waiting() {
        return database.transact(c -> Sql.all(
                c, "SELECT * FROM message WHERE status = ? ORDER BY id", Messages::message, Message.Status.RECEIVED));
    }

    /** A project's messages, oldest first. */
    public List<Message> of(String project) {
        return database.transact(
                c -> Sql.all(c, "SELECT * FROM message WHERE project = ? ORDER BY id", Messages::message, project));
    }

    /** The edit is in the timeline. */
    void applied(
            Message message, Optional<String> kept, Optional<JsonNode> draft, String reply, Optional<String> summary) {
        database.transact(c -> {
            Projects.commit(c, message.project(), kept, draft);
            Bill bill = bill(c, message);
            Accounts.charge(c, bill.user(), bill.cost());
            return end(c, message, Message.Status.APPLIED, Optional.of(reply), summary);
        });
    }

    /** It will not be in the timeline; its credits go back. */
    void ended(Message message, Message.Status status, String reply) {
        database.transact(c -> {
            Bill bill = bill(c, message);
            Accounts.release(c, bill.user(), bill.cost());
            return end(c, message, status, Optional.of(reply), Optional.empty());
        });
    }

    /** Ends all whose work has not ended; their credits go back. */
    public static void endWaiting(Database database, Clock clock, String reply) {
        Messages messages = new Messages(database, 0, clock);
        messages.waiting().forEach(message -> messages.ended(message, Message.Status.FAILED, reply));
    }

    private record Bill(String user, int cost) {}

    private static Bill bill(Connection c, Message message) throws SQLException {
        return Sql.first(
                        c,
                        "SELECT user, cost FROM message WHERE id = ?",
                        row -> new Bill(row.getString(1), row.getInt(2)),
                        message.id())
                .orElseThrow();
    }

    private int end(
            Connection c, Message message, Message.Status status, Optional<String> reply, Optional<String> summary)
            throws SQLException {
        return Sql.run(
                c,
                "UPDATE message SET status = ?, reply = ?, summary = ?, done_at = ? WHERE id = ?",
                status,
                reply,
                summary,
                clock.instant(),
                message.id());
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("project"),
                row.getLong("number"),
                row.getString("text"),
                Message.Status.valueOf(row.getString("status")),
                Sql.text(row, "reply"),
                Sql.text(row, "summary"),
                Sql.instant(row, "received_at"));
    }
}
