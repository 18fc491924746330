package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestBook;
import io.longtake.cli.request.RequestContent;
import io.longtake.cli.request.RequestIdentity;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command resumes an earlier request. */
final class RequestOption {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*");
    private static final int ID_CHARACTERS = 128;

    @Option(
            names = "--again",
            description = "Start a new request. Without this option, the same command resumes an earlier request whose"
                    + " result was not reported yet, for an hour after its last activity.")
    private boolean again;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description =
                    "ID of the request. If a request with this ID was made in the last 7 days, its result is reported"
                            + " and nothing new is started. Letters, digits and . _ : -")
    @Nullable
    private String id;

    /** Refuses an invalid id, before anything is read or started. */
    void check() {
        if (id == null) {
            return;
        }
        if (again) {
            throw CommandFailure.usage("--again and --request-id can't be combined. A new ID starts a new request.");
        }
        if (id.length() > ID_CHARACTERS) {
            throw CommandFailure.usage(
                    "The request ID has " + id.length() + " characters; the limit is " + ID_CHARACTERS + ".");
        }
        if (!ID.matcher(id).matches()) {
            throw CommandFailure.usage("'" + id
                    + "' is not a valid request ID. Use letters, digits and . _ : - and start with a letter or digit.");
        }
    }

    /**
     * The recorded request with this content, which is reported to the user.
     *
     * @throws CommandFailure as {@link RequestBook#find}
     */
    Optional<Request> find(Invocation invocation, RequestContent content) {
        var found = invocation.requests().find(content, identity());
        found.ifPresent(request -> report(invocation, request));
        return found;
    }

    /** Records the request immediately before it is sent; see {@link RequestBook#record}. */
    Request record(Invocation invocation, RequestContent content, String session) {
        var noted = invocation.requests().record(content, identity(), session);
        if (noted.isResumed()) {
            report(invocation, noted);
        }
        return noted;
    }

    /** Records the edit that answers a question in advance. It is another request than the edit that led to the question. */
    Request recordAnswer(Invocation invocation, Request asked, RequestContent content) {
        var identity = id == null ? new RequestIdentity.ByContent() : new RequestIdentity.Named(id + ":answer");
        return invocation.requests().recordAnswer(asked, content, identity);
    }

    private void report(Invocation invocation, Request request) {
        invocation.output().addToResult("resumed", true);
        invocation
                .statusOutput()
                .info("Resumed the request of " + request.since()
                        + (id == null ? "; --again starts a new one" : "; another --request-id starts a new one"));
    }

    private RequestIdentity identity() {
        if (id != null) {
            return new RequestIdentity.Named(id);
        }
        return again ? new RequestIdentity.Another() : new RequestIdentity.ByContent();
    }
}
