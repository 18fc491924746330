package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.account.Accounts;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Row;
import io.longtake.studio.database.Transaction;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.Projects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The stored messages. One transaction ends a message, changes the timeline and settles the cost. */
public final class Messages {
    private final Database database;
    private final int cost;
    private final Clock clock;

    public Messages(Database database, int cost, Clock clock) {
        this.database = database;
        this.cost = cost;
        this.clock = clock;
    }

    /**
     * Records a message and reserves its credits.
     *
     * @throws io.longtake.studio.http.Refusal 2001 when there are not enough credits; then nothing is recorded
     */
    Message receive(Project project, String text) {
        return database.transact(t -> {
            Accounts.freeze(t, project.userId(), cost);
            long id = t.insert(
                    "INSERT INTO message (project, number, user, text, status, cost, received_at) VALUES (?,"
                            + " 1 + (SELECT COUNT(*) FROM message WHERE project = ?), ?, ?, ?, ?, ?)",
                    project.id(),
                    project.id(),
                    project.userId(),
                    text,
                    Message.Status.RECEIVED,
                    cost,
                    clock.instant());
            return t.first("SELECT * FROM message WHERE id = ?", Messages::message, id)
                    .orElseThrow();
        });
    }

    /** The messages whose processing has not ended, oldest first. */
    List<Message> waiting() {
        return database.read(t -> t.all(
                "SELECT * FROM message WHERE status = ? ORDER BY id", Messages::message, Message.Status.RECEIVED));
    }

    /** A project's messages, oldest first. */
    public List<Message> of(String project) {
        return database.read(
                t -> t.all("SELECT * FROM message WHERE project = ? ORDER BY id", Messages::message, project));
    }

    /**
     * Marks a message as applied and stores its timeline.
     *
     * @param charged false where the reply is a question: its credits are returned
     */
    void applied(
            Message message,
            Optional<String> kept,
            Optional<JsonNode> draft,
            String reply,
            Optional<String> summary,
            boolean charged) {
        database.transact(t -> {
            Projects.commit(t, message.project(), kept, draft);
            Bill bill = bill(t, message);
            if (charged) {
                Accounts.charge(t, bill.user(), bill.cost());
            } else {
                Accounts.release(t, bill.user(), bill.cost());
            }
            return end(t, message, Message.Status.APPLIED, Optional.of(reply), summary);
        });
    }

    /** Ends a message without applying it; its credits are returned. */
    void ended(Message message, Message.Status status, String reply) {
        database.transact(t -> {
            Bill bill = bill(t, message);
            Accounts.release(t, bill.user(), bill.cost());
            return end(t, message, status, Optional.of(reply), Optional.empty());
        });
    }

    /** Ends all messages whose processing has not ended; their credits are returned. */
    public static void endWaiting(Database database, Clock clock, String reply) {
        Messages messages = new Messages(database, 0, clock);
        messages.waiting().forEach(message -> messages.ended(message, Message.Status.FAILED, reply));
    }

    private record Bill(String user, int cost) {}

    private static Bill bill(Transaction t, Message message) {
        return t.first(
                        "SELECT user, cost FROM message WHERE id = ?",
                        row -> new Bill(row.text("user"), row.integer("cost")),
                        message.id())
                .orElseThrow();
    }

    private int end(
            Transaction t, Message message, Message.Status status, Optional<String> reply, Optional<String> summary) {
        return t.run(
                "UPDATE message SET status = ?, reply = ?, summary = ?, done_at = ? WHERE id = ?",
                status,
                reply,
                summary,
                clock.instant(),
                message.id());
    }

    private static Message message(Row row) {
        return new Message(
                row.number("id"),
                row.text("project"),
                row.number("number"),
                row.text("text"),
                row.constant("status", Message.Status.class),
                row.optionalText("reply"),
                row.optionalText("summary"),
                row.instant("received_at"));
    }
}
