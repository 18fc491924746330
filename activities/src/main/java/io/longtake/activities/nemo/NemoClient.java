package io.longtake.activities.nemo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.activities.nemo.answer.AnonymousToken;
import io.longtake.activities.nemo.answer.Answer;
import io.longtake.activities.nemo.answer.AnswerReader;
import io.longtake.activities.nemo.answer.BackendSession;
import io.longtake.activities.nemo.answer.Credits;
import io.longtake.activities.nemo.answer.Endpoint;
import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.answer.Uploaded;
import io.longtake.activities.nemo.answer.WireShapes;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.FileBody;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.OneShotBody;
import io.longtake.activities.nemo.http.RequestObserver;
import io.longtake.activities.nemo.http.SentBytes;
import io.longtake.activities.nemo.http.Transport;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/**
 * A client for the contract's endpoints at one backend. Stateless except for connections; thread-safe. It never retries or follows
 * redirects, and every failure is a {@link NemoException} that reports how far the request got.
 */
public final class NemoClient implements AutoCloseable {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F&&[^\r\n]]");
    /** In bytes. A draft of thousands of segments is a few megabytes; a longer response is an error. */
    private static final long MAX_ANSWER = 64L << 20;

    private final NemoBackend backend;
    private final NemoHeaders headers;
    private final AnswerReader answers;
    private final Transport transport;
    private final OkHttpClient http;
    private final OkHttpClient uploading;
    private final OkHttpClient chat;

    /** @param network creates the connections */
    public NemoClient(
            NemoBackend backend, NemoHeaders headers, NemoTimeouts timeouts, Clock clock, HttpClients network) {
        this(backend, headers, timeouts, clock, network, RequestObserver.NONE);
    }

    /**
     * @param network creates the connections
     * @param observer observes each request
     */
    public NemoClient(
            NemoBackend backend,
            NemoHeaders headers,
            NemoTimeouts timeouts,
            Clock clock,
            HttpClients network,
            RequestObserver observer) {
        this.backend = backend;
        this.headers = headers;
        this.answers = new AnswerReader(clock);
        this.transport = new Transport(backend, observer);
        this.http = network.once(
                        new TimeLimits(timeouts.connect(), timeouts.answer(), timeouts.answer(), timeouts.answer()))
                .newBuilder()
                // Servers drop idle connections after 15 s or more. If one is dropped while we write, that costs a
                // retry.
                .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
                .build();
        this.chat = chat(timeouts, network);
        // The backend may inspect an upload for a while before it responds: HEIC, large videos.
        this.uploading = http.newBuilder()
                .callTimeout(timeouts.upload())
                .readTimeout(Duration.ofMinutes(3))
                .writeTimeout(Duration.ofMinutes(1))
                .build();
    }

    /**
     * A pooled connection may be dead without our knowledge, and a chat can't be sent again, so each chat uses a new connection.
     */
    private static OkHttpClient chat(NemoTimeouts timeouts, HttpClients network) {
        return network.once(
                        new TimeLimits(timeouts.connect(), timeouts.chatSilence(), timeouts.answer(), Duration.ZERO))
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
    }

    public NemoBackend backend() {
        return backend;
    }

    /**
     * What users can do if {@code refusal} leaves them without credits or without a plan that allows an export, as a sentence:
     * users without an account register, under the id that preserves their work; users with an account top up or upgrade.
     *
     * @param bind the user's id, otherwise the task's, where the backend reported one
     * @return empty for every other refusal
     */
    public Optional<String> hint(NemoException refusal, AccessToken token, Optional<String> bind) {
        boolean credits = refusal instanceof NemoException.NoCredits;
        if (!credits && !(refusal instanceof NemoException.ExportNotAllowed)) {
            return Optional.empty();
        }
        if (!token.anonymous()) {
            return Optional.of((credits ? "Top up your account at " : "Upgrade your plan at ") + backend.web()
                    + ", then try again.");
        }
        return Optional.of((credits ? "Register to get more" : "Register for a plan that allows it")
                + "; your work so far is kept: "
                + bind.map(backend::registration).orElse(backend.web()));
    }

    /** Requests an anonymous token. The backend issues about one per client id in 7 days, so call this only when necessary. */
    public AnonymousToken anonymousToken(String clientId) {
        Request request = request(backend.endpoint("api", "auth", "anonymous-token"), Optional.empty())
                .header("X-Client-Id", clientId)
                .post(OneShotBody.empty())
                .build();
        return WireShapes.anonymousToken(ask(Endpoint.TOKEN, request, Optional.empty(), new CallScope()));
    }

    /** @param language the BCP 47 code of the session's first prompt */
    public BackendSession createSession(AccessToken token, String taskName, String language) {
        ObjectNode body = object().put("task_name", taskName).put("language", language);
        HttpUrl url = backend.endpoint("api", "tasks", "me", "with-session", "nemo_agent");
        return WireShapes.session(post(Endpoint.SESSION, url, token, body));
    }

    /** The link that opens the project in a browser; empty if the backend does not offer such links. */
    public Optional<HttpUrl> claimPage(AccessToken token, String taskId, String sessionId) {
        ObjectNode body = object().put("task_id", taskId).put("session_id", sessionId);
        try {
            Answer answer = post(Endpoint.CLAIM, backend.endpoint("api", "auth", "claim-token"), token, body);
            return Optional.of(WireShapes.claimPage(backend, WireShapes.claimToken(answer)));
        } catch (NemoException.OtherRefusal | NemoException.UnreadableAnswer e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Sends one message and returns when the backend has accepted it. The message must not be sent twice: if
     * {@link NemoException#delivery()} of a failure is {@link Delivery#UNCERTAIN}, the message may have been carried out and
     * charged.
     *
     * @param scope stops the call and the stream
     */
    public ChatStream chat(AccessToken token, String sessionId, String message, CallScope scope) {
        ObjectNode body =
                object().put("app_name", "nemo_agent").put("user_id", "me").put("session_id", sessionId);
        body.putObject("new_message").putArray("parts").addObject().put("text", message);
        Request request = request(backend.endpoint("run_sse"), Optional.of(token))
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "identity")
                .post(OneShotBody.json(AnswerReader.json(body)))
                .build();
        return transport.execute(
                chat, Endpoint.CHAT.route(), request, scope, response -> acceptedChat(response, token));
    }

    private ChatStream acceptedChat(Response response, AccessToken token) throws IOException {
        String type =
                Optional.ofNullable(response.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (response.code() == 200 && !type.startsWith("application/json") && !type.startsWith("text/html")) {
            return new ChatStream(response);
        }
        Answer odd = read(Endpoint.CHAT, response, Optional.of(token));
        throw odd.lacks("event stream");
    }

    /**
     * Uploads files in one request.
     *
     * @param sent receives the number of bytes of the files sent so far
     */
    public Uploaded upload(
            AccessToken token, String sessionId, List<UploadFile> files, LongConsumer sent, CallScope scope) {
        MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);
        SentBytes counter = new SentBytes(sent);
        for (UploadFile file : files) {
            parts.addFormDataPart("files", sanitizedFileName(file.name()), new FileBody(file, counter));
        }
        Request request = request(uploadUrl(sessionId), Optional.of(token))
                .post(new OneShotBody(parts.build()))
                .build();
        return WireShapes.uploaded(ask(Endpoint.UPLOAD, request, Optional.of(token), scope));
    }

    /**
     * Encodes a name as HTML's multipart/form-data does. OkHttp escapes quotes and line breaks as {@code %22}, {@code %0D} and
     * {@code %0A}, and writes everything else unchanged. Other control characters make the header invalid at many servers.
     */
    private static String sanitizedFileName(String name) {
        return CONTROL.matcher(name)
                .replaceAll(one -> String.format("%%%02X", (int) one.group().charAt(0)));
    }

    /** Instructs the backend to fetch files itself. */
    public Uploaded uploadUrls(AccessToken token, String sessionId, List<URI> urls) {
        ObjectNode body = object().put("source_type", "url");
        urls.forEach(url -> body.withArray("urls").add(url.toString()));
        return WireShapes.uploaded(post(Endpoint.UPLOAD, uploadUrl(sessionId), token, body));
    }

    public Credits credits(AccessToken token) {
        return WireShapes.credits(
                get(Endpoint.CREDITS, backend.endpoint("api", "credits", "balance", "simple"), token));
    }

    public ProjectState state(AccessToken token, String sessionId) {
        HttpUrl url = backend.endpoint("api", "state", "nemo_agent", "me", sessionId, "latest");
        return WireShapes.state(get(Endpoint.STATE, url, token));
    }

    /**
     * Submits a render under an id chosen by Longtake.
     *
     * @throws NemoException.DuplicateRender if the backend already has this id; the render counts as submitted
     */
    public RenderAnswer submitRender(AccessToken token, String renderId, String sessionId, JsonNode draft) {
        ObjectNode body = object().put("id", renderId).put("sessionId", sessionId);
        body.set("draft", draft);
        body.putObject("output").put("format", "mp4").put("quality", "high");
        HttpUrl url = backend.endpoint("api", "render", "proxy", "lambda");
        return WireShapes.submitted(post(Endpoint.RENDER_SUBMIT, url, token, body), backend);
    }

    /** @throws NemoException.RenderNotFound if the backend does not know this render */
    public RenderAnswer render(AccessToken token, String renderId) {
        HttpUrl url = backend.endpoint("api", "render", "proxy", "lambda", renderId);
        return WireShapes.render(get(Endpoint.RENDER_LOOK, url, token), backend);
    }

    /** Requests the cancellation of a render. {@link #render} reports the result. */
    public void cancelRender(AccessToken token, String renderId) {
        HttpUrl url = backend.endpoint("api", "render", "proxy", "lambda", renderId, "cancel");
        Request request =
                request(url, Optional.of(token)).post(OneShotBody.empty()).build();
        ask(Endpoint.RENDER_CANCEL, request, Optional.of(token), new CallScope());
    }

    /** A request for the finished film from the backend itself, for use after its link has expired. It needs the token. */
    public Request fallbackDownload(AccessToken token, String renderId) {
        return request(backend.endpoint("api", "render", "proxy", renderId, "download"), Optional.of(token))
                .build();
    }

    /** Closes idle connections. */
    @Override
    public void close() {
        for (OkHttpClient client : List.of(http, chat)) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    private HttpUrl uploadUrl(String sessionId) {
        return backend.endpoint("api", "upload-video", "nemo_agent", "me", sessionId);
    }

    private Answer get(Endpoint endpoint, HttpUrl url, AccessToken token) {
        Request request = request(url, Optional.of(token)).build();
        return ask(endpoint, request, Optional.of(token), new CallScope());
    }

    private Answer post(Endpoint endpoint, HttpUrl url, AccessToken token, JsonNode body) {
        Request request = request(url, Optional.of(token))
                .post(OneShotBody.json(AnswerReader.json(body)))
                .build();
        return ask(endpoint, request, Optional.of(token), new CallScope());
    }

    private Answer ask(Endpoint endpoint, Request request, Optional<AccessToken> token, CallScope scope) {
        OkHttpClient client = endpoint == Endpoint.UPLOAD ? uploading : http;
        return transport.execute(client, endpoint.route(), request, scope, response -> read(endpoint, response, token));
    }

    private Answer read(Endpoint endpoint, Response response, Optional<AccessToken> token) throws IOException {
        try (response) {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER + 1)) {
                throw new NemoException.UnreadableAnswer(
                        "it is larger than " + (MAX_ANSWER >> 20) + " MB.",
                        new NemoException.Facts(response.code(), 0, "", Delivery.UNCERTAIN));
            }
            ByteString body = source.readByteString();
            return answers.read(new AnswerReader.Received(endpoint, response.code(), response.headers(), body, token));
        }
    }

    /**
     * The only place where a request to the backend is created. The attribution headers are always set; the credential is set only
     * for the backend itself.
     */
    private Request.Builder request(HttpUrl url, Optional<AccessToken> token) {
        if (!backend.owns(url)) {
            throw new IllegalArgumentException("A request with a credential is sent only to " + backend.origin() + ".");
        }
        Request.Builder request = headers.on(new Request.Builder().url(url)).header("Accept", "application/json");
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t.reveal()));
        return request;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
