package io.longtake.cli.client;

import io.longtake.activities.credential.InvalidSealException;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.files.durable.DiskErrors;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import io.longtake.workflows.Installation;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The backend's web page for a session's project. The link is requested directly, and the account's token is decrypted only in
 * this process: neither the token nor the link is in a workflow history.
 */
public final class ProjectPage {
    private static final long HEALTH_BYTES = 4096;

    private final Invocation invocation;
    private final SessionAccess access;

    public ProjectPage(Invocation invocation, SessionAccess access) {
        this.invocation = invocation;
        this.access = access;
    }

    /** The link, which is valid for seven days; empty if the backend has no such pages or does not know the session yet. */
    public Optional<String> link(SessionView view) {
        return view.backend().flatMap(session -> ask(view.spec(), session));
    }

    /**
     * Writes a page, readable by its owner only, that redirects to the link: all users of the machine can see a program's
     * arguments, and the link grants access.
     *
     * @return the page's URL
     */
    public String redirectFile(String link) {
        var file = invocation.home().root().resolve("open.html");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url="
                            + link.replace("&", "&amp;").replace("\"", "&quot;") + "\"><title>Longtake</title>");
            return file.toUri().toString();
        } catch (IOException e) {
            throw CommandFailure.temporary("The file " + file + " can't be written: " + DiskErrors.reason(e) + ".");
        }
    }

    private Optional<String> ask(SessionSpec spec, BackendSession session) {
        try (var client =
                new NemoClient(backend(spec), headers(), NemoTimeouts.DEFAULT, Clock.systemUTC(), network())) {
            return claim(client, spec, session).map(String::valueOf);
        } catch (NemoException.SessionNotFound gone) {
            throw CommandFailure.notFound("The backend no longer has this session; `longtake rebuild " + spec.name()
                    + "` starts a new backend session.");
        } catch (NemoException e) {
            throw CommandFailure.temporary("The project page can't be opened: " + e.getMessage() + " Try again later.");
        }
    }

    private Optional<HttpUrl> claim(NemoClient client, SessionSpec spec, BackendSession session) {
        var task = session.taskId().orElse("");
        try {
            return client.claimPage(token(spec), task, session.sessionId());
        } catch (NemoException.TokenRefused ended) {
            // The account renews the token; it notices the refusal when it requests the credits.
            access.accounts().credits(spec.accountId());
            return client.claimPage(token(spec), task, session.sessionId());
        }
    }

    private AccessToken token(SessionSpec spec) {
        var lease = access.accounts()
                .lease(spec.accountId())
                .orElseThrow(() -> CommandFailure.temporary("The account of this session has no token now. To request"
                        + " one: longtake credits " + spec.name()));
        try {
            return new Sealer(invocation.keys()).open(lease.token(), spec.accountId(), spec.origin());
        } catch (InvalidSealException e) {
            throw CommandFailure.temporary(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.temporary(
                    "The account's token can't be read on this machine: " + DiskErrors.reason(e) + ".");
        }
    }

    private NemoBackend backend(SessionSpec spec) {
        if (!spec.origin().equals(Installation.STUDIO)) {
            var named = invocation.environment().variable("NEMO_WEB_URL");
            return named.isEmpty() && isStudio(spec.origin())
                    ? NemoBackend.of(spec.origin())
                    : NemoBackend.of(
                            spec.origin(),
                            NemoBackend.web(invocation.environment().environment()));
        }
        return invocation
                .services()
                .records()
                .running(Service.STUDIO)
                .map(ServiceRecord::address)
                .map(address -> NemoBackend.of("http://" + address))
                .orElseThrow(() -> CommandFailure.temporary("The studio is not running. To start it: longtake up"));
    }

    /** Whether it is a team's studio. A studio serves its own pages; the keys of its projects must not be sent to the cloud. */
    private boolean isStudio(String origin) {
        var http = network().once(TimeLimits.within(Duration.ofSeconds(3)));
        try (var answer = http.newCall(
                        new Request.Builder().url(origin + "/healthz").build())
                .execute()) {
            return answer.code() == 200
                    && answer.peekBody(HEALTH_BYTES).string().contains("\"longtake-studio\"");
        } catch (IOException e) {
            return false;
        }
    }

    private HttpClients network() {
        return new HttpClients(invocation.environment().environment());
    }

    private NemoHeaders headers() {
        var environment = invocation.environment();
        var installedIn = Build.ofThisProcess().folder().orElse(environment.workingDirectory());
        return NemoHeaders.of(Version.current(), environment.environment(), environment.userHome(), installedIn);
    }
}
