package io.longtake.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Surroundings;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.process.BackgroundServices;
import io.longtake.cli.process.InstallationPlans;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.temporal.TemporalBinary;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.cli.terminal.Talk;
import io.longtake.cli.terminal.TerminalWidth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One command line's run: what it was given, and what it needs, made when first asked for. */
public final class Invocation implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Surroundings surroundings;
    private final GlobalOptions options = new GlobalOptions();
    private final TemporalConnections connections = new TemporalConnections();
    private final Lazy<Settings> settings = new Lazy<>(this::readSettings);
    private final Lazy<HomeFolder> home = new Lazy<>(this::openHome);
    private final Lazy<Talk> talk = new Lazy<>(this::startTalk);
    private final Lazy<Optional<TemporalTarget>> external = new Lazy<>(this::configuredTemporal);
    private final Lazy<TemporalBinary> binary = new Lazy<>(this::newBinary);
    private final Lazy<BackgroundServices> services = new Lazy<>(this::newServices);
    private Optional<Function<CommandFailure, Object>> failureDocument = Optional.empty();
    private Optional<Transcript> transcript = Optional.empty();

    public Invocation(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    GlobalOptions options() {
        return options;
    }

    public Settings settings() {
        return settings.get();
    }

    public HomeFolder home() {
        return home.get();
    }

    public Talk talk() {
        return talk.get();
    }

    public TemporalConnections connections() {
        return connections;
    }

    /** The server that is not ours to start, if one is configured. */
    public Optional<TemporalTarget> externalTemporal() {
        return external.get();
    }

    public TemporalBinary temporalBinary() {
        return binary.get();
    }

    public BackgroundServices services() {
        return services.get();
    }

    private Settings readSettings() {
        return Settings.read(surroundings, options.asSettings());
    }

    private HomeFolder openHome() {
        return HomeFolder.open(settings().home(surroundings));
    }

    private Talk startTalk() {
        return new Talk(
                surroundings.err(),
                options.quiet,
                options.verbose,
                surroundings.terminal(),
                new TerminalWidth(surroundings));
    }

    private Optional<TemporalTarget> configuredTemporal() {
        return TemporalTarget.configured(surroundings);
    }

    private TemporalBinary newBinary() {
        return new TemporalBinary(surroundings, settings(), home(), talk());
    }

    private BackgroundServices newServices() {
        var plans = new InstallationPlans(home(), temporalBinary(), externalTemporal(), connections);
        return new BackgroundServices(home(), plans, talk());
    }

    public boolean json() {
        return options.json;
    }

    /** Prints a command's result: the document with {@code --json}, else the text. */
    public void result(Object document, Supplier<String> text) {
        talk().endLive();
        if (transcript.isPresent()) {
            transcript.get().result(document, text.get());
        } else if (json()) {
            surroundings.out().println(asJson(document));
        } else {
            var shown = text.get();
            if (!shown.isEmpty()) {
                surroundings.out().println(shown);
            }
        }
    }

    private static String asJson(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that is no JSON", e);
        }
    }

    /** The document that {@code --json} prints when the command fails; without one it holds the error alone. */
    void onFailure(Function<CommandFailure, Object> document) {
        failureDocument = Optional.of(document);
    }

    /** While this work is done its results and failures are gathered, for one document in the end, and not printed. */
    int gathering(Transcript here, IntSupplier work) {
        transcript = Optional.of(here);
        try {
            return work.getAsInt();
        } finally {
            transcript = Optional.empty();
        }
    }

    /**
     * Reports what was wrong with a command line. It may not have been read to its end, so whether JSON was asked for is
     * looked for in what was given.
     */
    public int reportMisread(ParameterException usage, String... given) {
        options.json |= asksForJson(usage.getCommandLine().getCommandSpec(), given);
        return report(usage);
    }

    private static boolean asksForJson(CommandSpec command, String... given) {
        for (int i = 0; i < given.length && !given[i].equals("--"); i++) {
            if (given[i].equals("--json")) {
                return true;
            }
            var option = command.findOption(given[i]);
            if (option != null && option.arity().min() > 0) {
                // The next is its value, whatever it looks like.
                i++;
            }
        }
        return false;
    }

    /** The one place where a failure becomes a sentence and an exit code. */
    public int report(Exception e) {
        if (e instanceof ParameterException usage) {
            return reportUsage(usage);
        }
        var failure = e instanceof CommandFailure known ? known : Failures.translate(e);
        if (transcript.isPresent()) {
            transcript.get().failed(failure);
        } else if (json()) {
            surroundings.out().println(asJson(document(failure)));
        }
        talk().always(failure.sentence());
        if (options.verbose) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            talk().always(trace.toString());
        }
        return failure.exitCode().number();
    }

    private Object document(CommandFailure failure) {
        return failureDocument.map(made -> made.apply(failure)).orElseGet(() -> Map.of("error", error(failure)));
    }

    static Map<String, String> error(CommandFailure failure) {
        var error = new LinkedHashMap<String, String>();
        error.put("type", failure.type());
        error.put("message", failure.sentence());
        return error;
    }

    private int reportUsage(ParameterException usage) {
        var failure = CommandFailure.usage(String.valueOf(usage.getMessage()));
        if (json()) {
            surroundings.out().println(asJson(document(failure)));
        }
        var line = usage.getCommandLine();
        talk().always(failure.sentence());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(usage, line.getErr())) {
            talk().always("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.number();
    }

    /** Makes the commands, handing each this invocation. */
    public IFactory factory() {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getDeclaredConstructor(Invocation.class).newInstance(Invocation.this);
                } catch (NoSuchMethodException e) {
                    return CommandLine.defaultFactory().create(type);
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException("the command " + type.getSimpleName() + " can't be made", e);
                }
            }
        };
    }

    @Override
    public void close() {
        connections.close();
    }

    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            var value = made;
            if (value == null) {
                value = maker.get();
                made = value;
            }
            return value;
        }
    }
}
