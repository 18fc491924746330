package io.longtake.activities.chat;

import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.activities.sse.AgentEvent;
import io.longtake.activities.sse.EventStream;
import io.longtake.activities.sse.ReplyAssembler;
import io.longtake.activities.sse.StreamBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads one chat to its end. One thread reads; another one calls {@link #tick()} every second or so, which enforces the limits by
 * stopping the call, and may look at {@link #progress()}.
 */
public final class ChatReading {
    private final CallScope scope;
    private final ChatWatch watch;
    private final Redaction redaction;
    private final ReplyAssembler reply = new ReplyAssembler();
    private Optional<ChatEnd> verdict = Optional.empty();
    private String latestTool = "";
    private int unreadable;
    private boolean cut;

    /**
     * For one chat.
     *
     * @param scope the one the chat was sent in
     * @param redaction for whatever the backend says: a token may come back in any event, or split over several
     */
    public ChatReading(CallScope scope, ChatWatch watch, Redaction redaction) {
        this.scope = scope;
        this.watch = watch;
        this.redaction = redaction;
    }

    /**
     * For showing while it goes on.
     *
     * @param tool what the agent last used, perhaps empty
     * @param stillWorking how often by now the person is to hear that it is still working
     */
    public record Progress(String text, String tool, Duration elapsed, Duration sinceLastEvent, int stillWorking) {}

    /** Enforces the limits. */
    public void tick() {
        synchronized (this) {
            if (verdict.isPresent()) {
                return;
            }
            verdict = watch.verdict();
        }
        if (limitReached().isPresent()) {
            scope.stop();
        }
    }

    /** The limit that ended the chat, if one did. */
    public synchronized Optional<ChatEnd> limitReached() {
        return verdict;
    }

    public synchronized Progress progress() {
        return new Progress(
                redaction.free(reply.soFar()),
                redaction.free(latestTool),
                watch.elapsed(),
                watch.sinceLastEvent(),
                watch.stillWorking());
    }

    /** Reads until the stream ends, whichever way; never throws for what the network does. */
    public ChatRecord read(InputStream bytes, StreamBounds bounds) {
        EventStream events = new EventStream(bytes, bounds);
        ChatEnd end;
        try {
            Optional<AgentEvent> event = events.next();
            while (event.isPresent()) {
                accept(event.get());
                event = events.next();
            }
            end = limitReached().orElse(cut ? ChatEnd.CUT : ChatEnd.CLOSED);
        } catch (IOException e) {
            end = limitReached().orElseGet(() -> broken(e));
        }
        return record(end);
    }

    /** For a chat that ended before the backend had accepted it. */
    public ChatRecord unanswered(ChatEnd end) {
        return record(end);
    }

    private synchronized ChatRecord record(ChatEnd end) {
        List<AgentEvent.Trouble> errors = reply.errors().stream()
                .map(error -> new AgentEvent.Trouble(redaction.free(error.code()), redaction.free(error.message())))
                .toList();
        return new ChatRecord(end, redaction.free(reply.reply()), errors, watch.events(), unreadable, watch.elapsed());
    }

    private ChatEnd broken(IOException e) {
        if (scope.isStopped()) {
            return ChatEnd.STOPPED;
        }
        return e instanceof InterruptedIOException ? ChatEnd.SILENT : ChatEnd.DROPPED;
    }

    private synchronized void accept(AgentEvent event) {
        watch.saw(event);
        reply.accept(event);
        if (event instanceof AgentEvent.ToolCall call) {
            latestTool = call.name();
        } else if (event instanceof AgentEvent.Unreadable) {
            unreadable++;
        } else if (event instanceof AgentEvent.Cut) {
            cut = true;
        }
    }
}
