package io.longtake.cli.client;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.cli.event.JobEvents;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.JobWatch;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.process.Service;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.setting.Setting;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The resources of commands on sessions: running processes, a connection, the backend, the media store. */
public final class SessionAccess implements AutoCloseable {
    private final Invocation invocation;
    private final RunningInstallation installation;
    private final ServerCalls serverCalls;
    private final ServerClient server;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SessionQueues queues;
    private final SessionControl control;

    /** Starts the processes that are needed. */
    public SessionAccess(Invocation invocation) {
        this(invocation, new RunningInstallation(invocation));
    }

    private SessionAccess(Invocation invocation, RunningInstallation installation) {
        this(invocation, installation, installation::ensureRunning);
        installation.startServices();
    }

    private SessionAccess(Invocation invocation, RunningInstallation installation, Runnable ensureRunning) {
        this.invocation = invocation;
        this.installation = installation;
        this.serverCalls = new ServerCalls(ensureRunning);
        this.server =
                new ServerClient(installation::target, invocation.connections(), serverCalls, invocation.payloads());
        this.accounts = new Accounts(server);
        this.sessions = new Sessions(server);
        this.queues = new SessionQueues(server);
        this.control = new SessionControl(server);
    }

    /**
     * For read-only commands: starts, restarts and stops nothing.
     *
     * @param asked the processes that have to answer
     * @throws CommandFailure exit 75, when one of them does not run or does not answer
     */
    public static SessionAccess reading(Invocation invocation, Set<Service> asked) {
        var installation = new RunningInstallation(invocation);
        installation.awaitServices(asked);
        return new SessionAccess(invocation, installation, () -> installation.awaitServices(asked));
    }

    public ServerClient server() {
        return server;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public SessionQueues queues() {
        return queues;
    }

    public SessionControl control() {
        return control;
    }

    /** Keeps the required processes running while a command waits; see {@link RunningInstallation#ensureRunning}. */
    public void ensureRunning() {
        installation.ensureRunning();
    }

    /** Follows the job of this command. */
    public JobWatch watch() {
        return invocation.watch();
    }

    /** Receives what the job of this command does. */
    public JobEvents events() {
        return invocation.output().events();
    }

    public MediaStore store() {
        return invocation.store();
    }

    /** Lists of files in the media store. */
    public FileLists lists() {
        return new FileLists(store());
    }

    public Backend backend() {
        return backend(invocation);
    }

    /** The backend for a new session of this command. */
    public static Backend backend(Invocation invocation) {
        return Backends.resolve(
                invocation.settings().text(Setting.BACKEND), invocation.environment(), invocation.home());
    }

    /**
     * Ensures that the account has a token; a failure ends the command before anything is queued.
     *
     * @return the account's id
     */
    public String readyAccount(Backend backend) {
        var view = accounts.ready(backend, sealedToken(backend));
        if (!view.ready()) {
            var failure = view.failure();
            throw new CommandFailure(
                    failure.map(why -> JobOutcome.exitCode(why.type())).orElse(ExitCode.TEMPORARY),
                    failure.map(why -> why.type().name()).orElse("AccountNotReady"),
                    failure.map(why -> why.message())
                            .orElse("The backend at " + backend.origin()
                                    + " gave no token. Try again, or set NEMO_TOKEN."));
        }
        return backend.accountId();
    }

    /** The user's own token for the backend, encrypted. */
    public Optional<SealedToken> sealedToken(Backend backend) {
        return backend.givenToken().map(token -> seal(token, backend));
    }

    private SealedToken seal(String token, Backend backend) {
        try {
            return new Sealer(invocation.keys()).seal(AccessToken.of(token), backend.accountId(), backend.origin());
        } catch (IOException e) {
            throw CommandFailure.of("Key", "The installation's key can't be used: " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.NOT_ALLOWED,
                    "TOKEN_REFUSED",
                    "NEMO_TOKEN does not look like a token. Correct or unset it.");
        }
    }

    public SessionSpec spec(String name, Backend backend, String language) {
        return new SessionSpec(name, backend.accountId(), backend.origin(), language, policy(), true);
    }

    private SessionPolicy policy() {
        var settings = invocation.settings();
        return new SessionPolicy(
                new ChatLimits(
                        settings.duration(Setting.CHAT_DEADLINE),
                        settings.duration(Setting.CHAT_SILENCE_LIMIT),
                        settings.duration(Setting.CHAT_STILL_WORKING_EVERY)),
                settings.duration(Setting.VERIFY_FIRST),
                settings.duration(Setting.VERIFY_EVERY),
                settings.count(Setting.VERIFY_ATTEMPTS),
                settings.duration(Setting.RENDER_POLL_INTERVAL),
                settings.duration(Setting.RENDER_DEADLINE),
                settings.duration(Setting.RENDER_LOST_AFTER),
                settings.duration(Setting.RATE_LIMIT_DELAY));
    }

    Optional<Backend> backendOf(String origin) {
        var backend = backend();
        return Optional.of(backend).filter(one -> one.origin().equals(origin));
    }

    @Override
    public void close() {
        serverCalls.close();
    }
}
