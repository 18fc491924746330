package io.longtake.cli.invocation;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.store.Stores;
import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.ExecutableFolder;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.IntakeLock;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
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
import io.longtake.cli.terminal.Questions;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.cli.terminal.TerminalWidth;
import io.longtake.media.natives.NativeLibraries;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.IFactory;

/** The run of one command line: its arguments, and the services that it needs, created on first use. */
public final class Invocation implements AutoCloseable {
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
    private final CommandOutput output;
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
        this.output = new CommandOutput(environment.out(), options, this::statusOutput);
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

    /** Prints the result or failure of the command, and its events. */
    public CommandOutput output() {
        return output;
    }

    /** Prints messages about what the command does. */
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

    /**
     * Ends the command: what can be told only with the exit code is told now.
     *
     * @return the exit code
     */
    public int end(int exitCode) {
        // The program of --on-done, which is run at the end, may run for long.
        endIntake();
        return output.end(exitCode);
    }

    /**
     * Reports an error that no command handles, such as out of memory or a class that can't be loaded.
     *
     * @return the exit code
     */
    public int report(Error e) {
        return output.report(FatalError.of(e, unverifiedHome().logFolder()));
    }

    /** Whether the user can be asked: at a terminal, without {@code --json}, {@code --events} and {@code --no-input}. */
    public boolean mayAsk() {
        return !json() && !output.events().isOn() && !options.noInput && Questions.canBeAsked(environment);
    }

    /** Whether the user forbids questions and conversations. */
    public boolean refusesInput() {
        return options.noInput;
    }

    /** Creates the commands and passes this invocation to each. */
    public IFactory factory() {
        return new CommandFactory(this);
    }

    @Override
    public void close() {
        endIntake();
        stores.ifMade(Stores::close);
        connections.close();
    }
}
