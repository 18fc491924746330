package io.longtake.cli.conversation;

import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.ResultSink;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation as one document for programs: the requests and their results, in order. */
public final class Transcript implements ResultSink {
    private static final String UNCLEAR = "unclear";

    private final String session;
    private final List<Map<String, @Nullable Object>> exchanges = new ArrayList<>();
    private String said = "";
    private @Nullable Exchange current;

    public Transcript(String session) {
        this.session = session;
    }

    /** Records a line of input. One line may contain several requests. */
    void line(String words) {
        said = words;
    }

    /** Starts the record of one request of the line, before it is carried out. */
    void asked(String intent) {
        current = new Exchange(said, intent);
    }

    @Override
    public void result(Object document, String text) {
        current().result = document;
        current().reply(text);
    }

    /** Records a message to the user that is not a command's result. */
    void replied(String words) {
        current().reply(words);
    }

    /** Records the turn of the request, if the turn is not its result. */
    void turn(Map<String, @Nullable Object> document) {
        current().turn = document;
    }

    @Override
    public void failed(CommandFailure failure) {
        current().failure = failure;
    }

    /** Ends the record of the current request, whether it was carried out or failed. */
    void ended(int code) {
        if (current != null) {
            exchanges.add(current.document(code));
            current = null;
        }
    }

    private Exchange current() {
        var open = current;
        if (open == null) {
            open = new Exchange(said, UNCLEAR);
            current = open;
        }
        return open;
    }

    /** The conversation so far. */
    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", session);
        document.put("exchanges", List.copyOf(exchanges));
        return document;
    }

    /** A conversation that could not be started, or whose input could not be read to the end. */
    public Map<String, @Nullable Object> document(CommandFailure failure) {
        var document = document();
        document.put("error", CommandOutput.error(failure));
        return document;
    }

    private static final class Exchange {
        private final String said;
        private final String intent;
        private String reply = "";
        private @Nullable Object result;
        private @Nullable Map<String, @Nullable Object> turn;
        private @Nullable CommandFailure failure;

        Exchange(String said, String intent) {
            this.said = said;
            this.intent = intent;
        }

        void reply(String words) {
            reply = reply.isEmpty() ? words : reply + System.lineSeparator() + words;
        }

        Map<String, @Nullable Object> document(int code) {
            // The result of an edit or an upload is the turn itself.
            boolean isTurn = intent.equals("edit") || intent.equals("upload");
            var itsTurn = isTurn ? result : turn;
            var error = failure != null ? CommandOutput.error(failure) : error(itsTurn);
            if (error == null) {
                error = error(result);
            }
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("said", said);
            document.put("intent", intent);
            document.put("turn", itsTurn);
            document.put("result", isTurn ? null : result);
            document.put("reply", reply.isBlank() ? message(error) : reply);
            document.put("status", status(itsTurn, code));
            document.put("error", error);
            return document;
        }

        private static @Nullable Object error(@Nullable Object document) {
            return document instanceof Map<?, ?> fields ? fields.get("error") : null;
        }

        private static String message(@Nullable Object error) {
            var words = error instanceof Map<?, ?> fields ? fields.get("message") : null;
            return words == null ? "" : words.toString();
        }

        /** The status in terms of a turn, also for a request without a turn. */
        private static Object status(@Nullable Object turn, int code) {
            var status = turn instanceof Map<?, ?> fields ? fields.get("status") : null;
            if (status != null) {
                return status;
            }
            if (code == ExitCode.DONE.number()) {
                return "done";
            }
            return code == ExitCode.UNKNOWN.number() ? "unknown" : "failed";
        }
    }
}
