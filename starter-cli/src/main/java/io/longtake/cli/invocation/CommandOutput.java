package io.longtake.cli.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longtake.cli.event.JobEvents;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.terminal.StatusOutput;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a command prints: its result or failure as text or as one JSON document, and its events.
 *
 * <p>Standard output receives data only. Messages go to standard error, through {@link StatusOutput}.
 */
public final class CommandOutput {
    /** The option of the commands that can print events. */
    public static final String EVENTS = "--events";

    /** A class of its own, because many commands need no JSON and start faster without a mapper. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }

    private final PrintStream out;
    private final GlobalOptions options;
    private final Supplier<StatusOutput> status;
    private final JobEvents events = new JobEvents(Clock.systemUTC(), System::nanoTime);
    private final Map<String, Object> additions = new LinkedHashMap<>();
    private Optional<Function<CommandFailure, Object>> failureDocument = Optional.empty();
    private Optional<ResultSink> sink = Optional.empty();
    /** The document of the result or failure. */
    private Optional<Object> conclusion = Optional.empty();

    private Optional<BiConsumer<Integer, Object>> atEnd = Optional.empty();

    /**
     * @param out standard output
     * @param options the options that all commands have; read when something is printed, because they are parsed later
     * @param status writes messages to standard error
     */
    CommandOutput(PrintStream out, GlobalOptions options, Supplier<StatusOutput> status) {
        this.out = out;
        this.options = options;
        this.status = status;
    }

    private boolean isJson() {
        return options.json;
    }

    public static ObjectMapper mapper() {
        return Json.MAPPER;
    }

    /** The events that {@code --events} prints. */
    public JobEvents events() {
        return events;
    }

    /**
     * Prints events from now on, and the result as the last of them.
     *
     * @throws CommandFailure exit 2, with {@code --json}, which prints one document and nothing else
     */
    public void printEvents() {
        if (isJson()) {
            throw CommandFailure.usage("--json prints one document at the end, --events a line for each event and the"
                    + " same document in the last one. Use one of them.");
        }
        events.writeTo(event -> out.println(asLine(event)));
    }

    /** @param use receives the exit code and the document of the result or failure when the command ends */
    public void atEnd(BiConsumer<Integer, Object> use) {
        atEnd = Optional.of(use);
    }

    /**
     * Ends the command: what can be told only with the exit code is told now.
     *
     * @return the exit code
     */
    public int end(int exitCode) {
        conclusion.ifPresent(document -> {
            events.ended(exitCode, document);
            if (exitCode != ExitCode.INTERRUPTED.number()) {
                atEnd.ifPresent(use -> use.accept(exitCode, document));
            }
        });
        return exitCode;
    }

    /** Adds an entry to the command's result document, whether the command succeeds or fails. */
    public void addToResult(String name, Object value) {
        additions.put(name, value);
    }

    private Object complete(Object document) {
        if (additions.isEmpty() || !(document instanceof Map<?, ?> entries)) {
            return document;
        }
        var all = new LinkedHashMap<Object, @Nullable Object>(entries);
        all.putAll(additions);
        return all;
    }

    /** Standard output, for a command that speaks a protocol on it instead of printing a result. */
    public PrintStream standardOutput() {
        return out;
    }

    /** Prints a command's result: the document with {@code --json}, else the text. */
    public void result(Object document, Supplier<String> text) {
        status.get().endLive();
        if (sink.isPresent()) {
            sink.get().result(document, text.get());
            return;
        }
        conclude(complete(document));
        if (!isJson() && !events.isOn()) {
            var shown = text.get();
            if (!shown.isEmpty()) {
                out.println(Printable.text(shown));
            }
        }
    }

    private void conclude(Object document) {
        conclusion = Optional.of(document);
        if (isJson()) {
            out.println(asJson(document));
        }
    }

    /** Prints part of a result without an end. */
    public void print(String text) {
        out.print(Printable.text(text));
        out.flush();
    }

    private static String asJson(Object document) {
        return written(Json.MAPPER.writer(), document);
    }

    private static String asLine(Object document) {
        return written(Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT), document);
    }

    private static String written(ObjectWriter writer, Object document) {
        try {
            return Printable.json(writer.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result can't be written as JSON", e);
        }
    }

    /** Sets the document that {@code --json} prints when the command fails; without one, it contains only the error. */
    public void onFailure(Function<CommandFailure, Object> document) {
        failureDocument = Optional.of(document);
    }

    /** Collects the results and failures of this work for one document at the end, instead of printing them. */
    public int collectingInto(ResultSink here, IntSupplier work) {
        sink = Optional.of(here);
        try {
            return work.getAsInt();
        } finally {
            sink = Optional.empty();
        }
    }

    /**
     * Reports a usage error. The command line may not have been parsed to the end, so {@code --json} and {@code --events} are
     * searched for in the arguments.
     */
    public int reportMisread(ParameterException usage, String... given) {
        var command = usage.getCommandLine().getCommandSpec();
        options.json |= contains("--json", command, given);
        if (!options.json && command.findOption(EVENTS) != null && contains(EVENTS, command, given)) {
            printEvents();
        }
        return report(usage);
    }

    private static boolean contains(String searched, CommandSpec command, String... given) {
        for (int i = 0; i < given.length && !given[i].equals("--"); i++) {
            if (given[i].equals(searched)) {
                return true;
            }
            var option = command.findOption(given[i]);
            if (option != null && option.arity().min() > 0) {
                // The next argument is the option's value, even if it looks like an option.
                i++;
            }
        }
        return false;
    }

    /** Converts a failure to a message and an exit code; the only place that does so. */
    public int report(Exception e) {
        if (e instanceof ParameterException usage) {
            return reportUsage(usage);
        }
        var failure = e instanceof CommandFailure known ? known : Failures.translate(e);
        if (sink.isPresent()) {
            sink.get().failed(failure);
        } else {
            conclude(complete(document(failure)));
        }
        status.get().always(failure.sentence());
        if (options.verbose) {
            status.get().always(FatalError.trace(e));
        }
        return failure.exitCode().number();
    }

    private Object document(CommandFailure failure) {
        return failureDocument.map(made -> made.apply(failure)).orElseGet(() -> Map.of("error", error(failure)));
    }

    public static Map<String, Object> error(CommandFailure failure) {
        var error = ErrorDocument.of(failure);
        if (failure instanceof RefusedInput refused) {
            error.put("files", refused.documents());
        }
        return error;
    }

    private int reportUsage(ParameterException usage) {
        var failure = CommandFailure.usage(String.valueOf(usage.getMessage()));
        conclude(complete(document(failure)));
        var line = usage.getCommandLine();
        status.get().always(failure.sentence());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(usage, line.getErr())) {
            status.get().always("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.number();
    }
}
