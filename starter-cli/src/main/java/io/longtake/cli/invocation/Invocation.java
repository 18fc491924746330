package io.longtake.cli.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.store.Stores;
import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.event.JobEvents;
import io.longtake.cli.home.ExecutableFolder;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.IntakeLock;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.cli.process.BackgroundServices;
import io.longtake.cli.process.InstallationPlans;
import io.longtake.cli.process.InstallationPlans.WebUi;
import io.longtake.cli.request.RequestBook;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.store.SharedState;
import io.longtake.cli.temporal.TemporalBinary;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.terminal.Questions;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.cli.terminal.TerminalWidth;
import io.longtake.media.natives.NativeLibraries;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The run of one command line: its arguments, and the services that it needs, created on first use. */
public final class Invocation implements AutoCloseable {
    /** A class of its own, because many commands need no JSON and start faster without a mapper. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }

    /** The option of the commands that can print events. */
    public static final String EVENTS = "--events";

    private final Environment environment;
    private final Class<?> entry;
    private final JobWatch watch;
    private final CommandRunner runner;
    private final GlobalOptions options = new GlobalOptions();
    private final TemporalConnections connections = new TemporalConnections();
    private final Lazy<Settings> settings = new Lazy<>(this::readSettings);
    private final Lazy<HomeFolder> unverifiedHome = new Lazy<>(this::openHome);
    private final Lazy<HomeFolder> home = new Lazy<>(this::verifiedHome);
    private final Lazy<SharedState> sharedState = new Lazy<>(this::readSharedState);
    private final Lazy<Stores> stores = new Lazy<>(() -> sharedState().open());
    private final Lazy<StatusOutput> statusOutput = new Lazy<>(this::createStatusOutput);
    private final Lazy<Optional<TemporalTarget>> external = new Lazy<>(this::configuredTemporal);
    private final Lazy<TemporalBinary> binary = new Lazy<>(this::newBinary);
    private final Lazy<BackgroundServices> services = new Lazy<>(this::newServices);
    private Optional<Function<CommandFailure, Object>> failureDocument = Optional.empty();
    private final Map<String, Object> additions = new LinkedHashMap<>();
    private final JobEvents events = new JobEvents(Clock.systemUTC(), System::nanoTime);
    private Optional<ResultSink> sink = Optional.empty();
    /** The document of the result or failure. */
    private Optional<Object> conclusion = Optional.empty();

    private Optional<BiConsumer<Integer, Object>> atEnd = Optional.empty();
    private Optional<IntakeLock> intake = Optional.empty();

    /** @param entry the class whose {@code main} runs this product; background services are started with it */
    public Invocation(Environment environment, Class<?> entry) {
        this(environment, entry, JobWatch.TO_THE_END, (other, watch, args) -> {
            throw new IllegalStateException("this invocation can't run other commands");
        });
    }

    /**
     * @param entry the class whose {@code main} runs this product; background services are started with it
     * @param watch follows the job of this command
     * @param runner runs the commands that this one serves
     */
    public Invocation(Environment environment, Class<?> entry, JobWatch watch, CommandRunner runner) {
        this.environment = environment;
        this.entry = entry;
        this.watch = watch;
        this.runner = runner;
    }

    public JobWatch watch() {
        return watch;
    }

    public CommandRunner runner() {
        return runner;
    }

    public Environment environment() {
        return environment;
    }

    public GlobalOptions options() {
        return options;
    }

    public Settings settings() {
        return settings.get();
    }

    /**
     * The home.
     *
     * @throws CommandFailure exit 2, when it is not in the location where it was made
     */
    public HomeFolder home() {
        return home.get();
    }

    /** The home in any location, for commands that check or adopt it. */
    public HomeFolder unverifiedHome() {
        return unverifiedHome.get();
    }

    public StatusOutput statusOutput() {
        return statusOutput.get();
    }

    /** Encrypts what is sent to the Temporal server, if this home does so; decrypts in any case. */
    public PayloadEncryption payloads() {
        var home = home().root();
        if (!settings().value(Setting.PAYLOADS_ENCRYPT).isDefault()) {
            // The home remembers it, because services read other settings files and environments than commands.
            try {
                PayloadEncryption.turn(home, settings().isOn(Setting.PAYLOADS_ENCRYPT));
            } catch (IOException e) {
                throw CommandFailure.of(
                        "HomeUnusable",
                        "The home " + home + " can't record payloads.encrypt: " + e.getMessage() + ".",
                        e);
            }
        }
        return PayloadEncryption.ofHome(home, keys());
    }

    /** The media store of this installation. */
    public MediaStore store() {
        return stores().media();
    }

    /** Where this installation keeps media and intents. */
    public Stores stores() {
        return stores.get();
    }

    /** Where the stores and keys are. */
    public SharedState sharedState() {
        return sharedState.get();
    }

    /** The keys of this installation. */
    public KeyRing keys() {
        return sharedState().keys();
    }

    private SharedState readSharedState() {
        return SharedState.of(home(), settings(), environment);
    }

    public TemporalConnections connections() {
        return connections;
    }

    /** The configured Temporal server that Longtake does not start, if any. */
    public Optional<TemporalTarget> externalTemporal() {
        return external.get();
    }

    public TemporalBinary temporalBinary() {
        return binary.get();
    }

    public BackgroundServices services() {
        return services.get();
    }

    /** The records of requests made by this home's commands. */
    public RequestBook requests() {
        return new RequestBook(home().requestFolder(), Clock.systemUTC());
    }

    /** Call before adding files to the media store that no session refers to yet; prevents {@code prune} from removing them. */
    public void beginIntake() {
        if (intake.isEmpty()) {
            try {
                intake = Optional.of(IntakeLock.shared(
                        home(), () -> statusOutput().info("Waiting for `longtake prune` to finish.")));
            } catch (IOException e) {
                throw CommandFailure.of(
                        "HomeUnusable", "The home " + home() + " can't be locked: " + e.getMessage() + ".", e);
            }
        }
    }

    /** Call when a session refers to the files that this command has added to the media store. */
    public void endIntake() {
        intake.ifPresent(IntakeLock::close);
        intake = Optional.empty();
    }

    private Settings readSettings() {
        return Settings.read(environment, options.asSettings());
    }

    private HomeFolder openHome() {
        return HomeFolder.open(settings().home(environment));
    }

    private HomeFolder verifiedHome() {
        var found = unverifiedHome();
        found.displaced().ifPresent(displaced -> {
            throw new CommandFailure(ExitCode.USAGE, "HomeDisplaced", displaced.sentence(found.root()));
        });
        return found;
    }

    /** The folder into which native libraries and programs are unpacked. */
    public ExecutableFolder executables() {
        return new ExecutableFolder(environment, settings(), unverifiedHome().root());
    }

    /** For commands that decode images, themselves or in child processes: unpacks native libraries where they can be loaded. */
    public void prepareNatives() {
        NativeLibraries.unpackInto(executables().natives());
    }

    private StatusOutput createStatusOutput() {
        return new StatusOutput(
                environment.err(),
                options.quiet,
                options.verbose,
                environment.terminal(),
                new TerminalWidth(environment));
    }

    private Optional<TemporalTarget> configuredTemporal() {
        return TemporalTarget.configured(environment);
    }

    private TemporalBinary newBinary() {
        return new TemporalBinary(environment, settings(), unverifiedHome(), Build.ofThisProcess(), statusOutput());
    }

    private BackgroundServices newServices() {
        return servicesOf(home(), settings().isOn(Setting.TEMPORAL_UI) ? WebUi.SERVED : WebUi.NONE);
    }

    /** The background processes of a home, started with or without Temporal's web UI. */
    public BackgroundServices servicesOf(HomeFolder place, WebUi webUi) {
        return new BackgroundServices(place, plans(place, webUi), statusOutput());
    }

    /** The background processes of a copied home, whose server data still names the original as the owner. */
    public BackgroundServices servicesForAdoption(HomeFolder copy) {
        return new BackgroundServices(copy, plans(copy, WebUi.NONE).forAdoption(), statusOutput());
    }

    private InstallationPlans plans(HomeFolder place, WebUi webUi) {
        return new InstallationPlans(
                entry, place, temporalBinary(), externalTemporal(), connections, executables(), webUi);
    }

    public boolean json() {
        return options.json;
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
        if (json()) {
            throw CommandFailure.usage("--json prints one document at the end, --events a line for each event and the"
                    + " same document in the last one. Use one of them.");
        }
        events.writeTo(event -> environment.out().println(asLine(event)));
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
        // The program of --on-done may run for long.
        endIntake();
        conclusion.ifPresent(document -> {
            events.ended(exitCode, document);
            if (exitCode != ExitCode.INTERRUPTED.number()) {
                atEnd.ifPresent(use -> use.accept(exitCode, document));
            }
        });
        return exitCode;
    }

    /** Whether the user can be asked: at a terminal, without {@code --json}, {@code --events} and {@code --no-input}. */
    public boolean mayAsk() {
        return !json() && !events.isOn() && !options.noInput && Questions.canBeAsked(environment);
    }

    /** Whether the user forbids questions and conversations. */
    public boolean refusesInput() {
        return options.noInput;
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
        return environment.out();
    }

    /** Prints a command's result: the document with {@code --json}, else the text. */
    public void result(Object document, Supplier<String> text) {
        statusOutput().endLive();
        if (sink.isPresent()) {
            sink.get().result(document, text.get());
            return;
        }
        conclude(complete(document));
        if (!json() && !events.isOn()) {
            var shown = text.get();
            if (!shown.isEmpty()) {
                environment.out().println(Printable.text(shown));
            }
        }
    }

    private void conclude(Object document) {
        conclusion = Optional.of(document);
        if (json()) {
            environment.out().println(asJson(document));
        }
    }

    /** Prints part of a result without an end. */
    public void print(String text) {
        environment.out().print(Printable.text(text));
        environment.out().flush();
    }

    public static ObjectMapper mapper() {
        return Json.MAPPER;
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
        statusOutput().always(failure.sentence());
        if (options.verbose) {
            statusOutput().always(FatalError.trace(e));
        }
        return failure.exitCode().number();
    }

    /** The same for errors that no command handles, such as out of memory or a class that can't be loaded. */
    public int report(Error e) {
        return report(FatalError.of(e, unverifiedHome().logFolder()));
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
        statusOutput().always(failure.sentence());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(usage, line.getErr())) {
            statusOutput().always("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE.number();
    }

    /** Creates the commands and passes this invocation to each. */
    public IFactory factory() {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    var constructor = type.getDeclaredConstructor(Invocation.class);
                    // The commands are package-private in another package.
                    constructor.setAccessible(true);
                    return constructor.newInstance(Invocation.this);
                } catch (NoSuchMethodException e) {
                    return CommandLine.defaultFactory().create(type);
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException("the command " + type.getSimpleName() + " can't be created", e);
                }
            }
        };
    }

    @Override
    public void close() {
        endIntake();
        stores.ifMade(Stores::close);
        connections.close();
    }

    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized void ifMade(Consumer<? super T> use) {
            if (made != null) {
                use.accept(made);
            }
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
