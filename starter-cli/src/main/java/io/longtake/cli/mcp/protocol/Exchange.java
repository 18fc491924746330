package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A request in progress: what its sender understands, its progress notifications, its cancellation. Thread-safe. */
public final class Exchange {
    private final ProtocolVersion version;
    private final Optional<JsonNode> progressToken;
    private final boolean understandsTasks;
    private final Consumer<ObjectNode> notifications;
    private final List<Runnable> onCancel = new ArrayList<>();
    private int progress;
    private boolean cancelled;
    private boolean ended;

    /**
     * @param progressToken identifies the progress notifications that the sender asked for
     * @param understandsTasks whether the sender declared the tasks extension
     * @param notifications receives notifications for the sender
     */
    public Exchange(
            ProtocolVersion version,
            Optional<JsonNode> progressToken,
            boolean understandsTasks,
            Consumer<ObjectNode> notifications) {
        this.version = version;
        this.progressToken = progressToken;
        this.understandsTasks = understandsTasks;
        this.notifications = notifications;
    }

    public ProtocolVersion version() {
        return version;
    }

    /** Whether the sender has declared the tasks extension. */
    public boolean understandsTasks() {
        return understandsTasks;
    }

    /** Sends a progress notification, if the sender asked for them and still waits. */
    public synchronized void progress(String message) {
        if (progressToken.isEmpty() || cancelled || ended) {
            return;
        }
        var params = Messages.object();
        params.set("progressToken", progressToken.get());
        // The protocol requires a number that increases. The steps of a job have no common measure.
        params.put("progress", ++progress);
        params.put("message", message);
        notifications.accept(Messages.notification("notifications/progress", params));
    }

    /** Runs the action when the sender cancels the request; immediately, if that has happened already. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** Ends the exchange: no notification follows the response. */
    synchronized void end() {
        ended = true;
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
