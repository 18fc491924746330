package io.longtake.activities.chat;

import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.activities.sse.AgentEvent;
import io.longtake.activities.sse.EventStream;
import io.longtake.activities.sse.ReplyAssembler;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.workflows.chat.MessageReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads one chat to its end. One thread reads. Another thread calls {@link #tick()} about once a second, which enforces the time
 * limits by stopping the call, and may call {@link #progress()}.
 */
public final class ChatReading {
    private final CallScope scope;
    private final ChatWatch watch;
    private final Redaction redaction;
    private final ReplyAssembler reply = new ReplyAssembler();
    private Optional<ChatEnd> verdict = Optional.empty();
    private String latestTool = "";
    private Optional<MessageReading> reading = Optional.empty();
    private int unreadable;
    private boolean cut;

    /**
     * @param scope the scope in which the chat was sent
     * @param redaction applied to all text from the backend: a token may be repeated in any event, or split across several events
     */
    public ChatReading(CallScope scope, ChatWatch watch, Redaction redaction) {
        this.scope = scope;
        this.watch = watch;
        this.redaction = redaction;
    }

    /**
     * The state of a chat in progress, for display.
     *
     * @param tool the tool that the agent used last; may be empty
     * @param stillWorking how many "still working" messages the user should have received so far
     */
    public record Progress(String text, String tool, Duration elapsed, Duration sinceLastEvent, int stillWorking) {}

    /** Checks the time limits, and stops the call when one is exceeded. */
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

    /** The limit that ended the chat; empty if none did. */
    public synchronized Optional<ChatEnd> limitReached() {
        return verdict;
    }

    public synchronized Progress progress() {
        return new Progress(
                redaction.free(reply.currentText()),
                redaction.free(latestTool),
                watch.elapsed(),
                watch.sinceLastEvent(),
                watch.stillWorking());
    }

    /** Reads until the stream ends for any reason. Network errors are reported in the result and never thrown. */
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

    /** The record of a chat that ended before the backend accepted it. */
    public ChatRecord unanswered(ChatEnd end) {
        return record(end);
    }

    private synchronized ChatRecord record(ChatEnd end) {
        List<AgentEvent.StreamError> errors = reply.errors().stream()
                .map(error -> new AgentEvent.StreamError(redaction.free(error.code()), redaction.free(error.message())))
                .toList();
        return new ChatRecord(
                end, redaction.free(reply.reply()), errors, reading, watch.events(), unreadable, watch.elapsed());
    }

    private ChatEnd broken(IOException e) {
        if (scope.isStopped()) {
            return ChatEnd.STOPPED;
        }
        return e instanceof InterruptedIOException ? ChatEnd.SILENT : ChatEnd.DROPPED;
    }

    private synchronized void accept(AgentEvent event) {
        watch.record(event);
        reply.accept(event);
        if (event instanceof AgentEvent.ToolCall call) {
            latestTool = call.name();
        } else if (event instanceof AgentEvent.ToolResult result) {
            reading = ReadingReport.in(result.result(), redaction::free).or(() -> reading);
        } else if (event instanceof AgentEvent.Unreadable) {
            unreadable++;
        } else if (event instanceof AgentEvent.Cut) {
            cut = true;
        }
    }
}
