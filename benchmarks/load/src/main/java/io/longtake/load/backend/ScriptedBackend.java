package io.longtake.load.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.longtake.load.backend.Call.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The HTTP contract with scripted behaviour: a chat takes as long as the {@link Script} says and adds one segment, a render is
 * completed after a number of polls, a film is a few kilobytes. Each request has a thread that waits, virtual where the JDK has
 * them, so that thousands of open chats need little memory.
 */
public final class ScriptedBackend implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 4096;
    /** A stream of keep-alives alone counts as broken after ten minutes, so a tool event is sent more often than that. */
    private static final Duration TOOL_EVENTS = Duration.ofMinutes(2);

    private final HttpServer server;
    private final ExecutorService threads;
    private final Script script;
    private final byte[] film;
    private final Ledger ledger = new Ledger();
    private final Map<String, Project> projects = new ConcurrentHashMap<>();
    private final Map<String, Render> renders = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger openChats = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    private record Render(boolean held, AtomicInteger polls) {}

    private ScriptedBackend(HttpServer server, ExecutorService threads, Script script) {
        this.server = server;
        this.threads = threads;
        this.script = script;
        this.film = SmallFilm.of(script.filmBytes());
    }

    /** @param port 0 for a free port */
    public static ScriptedBackend start(int port, Script script) throws IOException {
        ExecutorService threads = Threads.onePerTask();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        ScriptedBackend backend = new ScriptedBackend(server, threads, script);
        server.createContext("/", backend::handle);
        server.setExecutor(threads);
        server.start();
        return backend;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Lets all held chats and renders end. */
    public void release() {
        released.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(exchange);
            try {
                route(call);
            } catch (Refusal refusal) {
                call.json(refusal.status(), refusal.body());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void route(Call call) throws IOException, InterruptedException {
        String[] path = call.path();
        String start = call.method() + " /" + path[0];
        switch (start) {
            case "POST /run_sse" -> chat(call);
            case "POST /api", "GET /api" -> api(call, path);
            case "GET /films" -> film(call);
            case "POST /load", "GET /load" -> control(call, path[1]);
            default -> throw Refusal.unknownPath(call);
        }
    }

    private void api(Call call, String[] path) throws IOException {
        if (path.length > 2 && path[2].equals("anonymous-token")) {
            token(call);
            return;
        }
        call.requireToken();
        switch (path[1]) {
            case "tasks" -> open(call);
            case "upload-video" -> upload(call, project(path[4]));
            case "state" -> state(call, project(path[4]));
            case "credits" -> credits(call);
            case "render" -> render(call, path);
            default -> throw Refusal.unknownPath(call);
        }
    }

    private void token(Call call) throws IOException {
        ledger.request("token");
        call.envelope(
                object().put("token", "nmv_usr_load" + ids.incrementAndGet()).put("credits", 1_000_000));
    }

    private void open(Call call) throws IOException {
        ledger.request("session");
        Project project = new Project("session-" + ids.incrementAndGet());
        projects.put(project.id(), project);
        ledger.opened(project.id());
        call.envelope(object().put("session_id", project.id()).put("task_id", "task-" + project.id()));
    }

    private void upload(Call call, Project project) throws IOException {
        ledger.request("upload");
        ledger.upload(project.id());
        Project.Upload upload = call.uploadedFile();
        project.add(upload);
        ObjectNode data = object();
        data.putArray("files").add(Project.listed(upload));
        data.put("session_state_applied", true);
        call.envelope(data);
    }

    private void state(Call call, Project project) throws IOException {
        ledger.request("state");
        call.envelope(object().set("state", project.state()));
    }

    private void credits(Call call) throws IOException {
        ledger.request("credits");
        call.envelope(object().put("available", 1_000_000).put("frozen", 0).put("total", 1_000_000));
    }

    private Project project(String id) {
        Project project = projects.get(id);
        if (project == null) {
            throw Refusal.code(1002, "Session not found: " + id);
        }
        return project;
    }

    // ---- chats ----

    private void chat(Call call) throws IOException, InterruptedException {
        ledger.request("chat");
        call.requireToken();
        JsonNode body = JSON.readTree(call.body());
        Project project = project(body.path("session_id").asText());
        String text =
                body.path("new_message").path("parts").path(0).path("text").asText();
        ledger.message(project.id(), text);
        if (text.contains(Script.HOLD_RENDER)) {
            project.holdRenders();
        }
        openChats.incrementAndGet();
        try (OutputStream stream = call.stream("text/event-stream")) {
            waitForReply(stream, text);
            project.edit();
            write(stream, text("The shot was added."));
        } finally {
            openChats.decrementAndGet();
        }
    }

    private void waitForReply(OutputStream stream, String text) throws IOException, InterruptedException {
        write(stream, ": accepted\n\n");
        if (text.contains(Script.AT_ONCE)) {
            return;
        }
        boolean held = text.contains(Script.HOLD_CHAT);
        long start = System.nanoTime();
        Duration nextTool = TOOL_EVENTS;
        while (true) {
            Duration passed = Duration.ofNanos(System.nanoTime() - start);
            Duration left = held ? script.keepAlive() : script.chat().minus(passed);
            if (left.isZero() || left.isNegative()) {
                return;
            }
            Duration pause = left.compareTo(script.keepAlive()) < 0 ? left : script.keepAlive();
            boolean isReleased = released.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            if (held && isReleased) {
                return;
            }
            if (passed.compareTo(nextTool) > 0) {
                nextTool = nextTool.plus(TOOL_EVENTS);
                write(stream, toolCall());
            } else {
                write(stream, ": keep-alive\n\n");
            }
        }
    }

    private static String text(String text) {
        return event(object().put("text", text));
    }

    private static String toolCall() {
        return event(
                object().set("functionCall", object().put("name", "generate").set("args", object())));
    }

    private static String event(ObjectNode part) {
        ObjectNode event = object().put("author", "nemo_agent");
        event.putObject("content").put("role", "model").putArray("parts").add(part);
        return "data: " + event + "\n\n";
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    // ---- renders ----

    private void render(Call call, String[] path) throws IOException {
        // /api/render/proxy/lambda, /api/render/proxy/lambda/ID, /api/render/proxy/lambda/ID/cancel
        if (path.length == 4 && call.method().equals("POST")) {
            submit(call);
        } else if (path.length == 5 && call.method().equals("GET")) {
            poll(call, path[4]);
        } else {
            throw Refusal.unknownPath(call);
        }
    }

    private void submit(Call call) throws IOException {
        ledger.request("render submission");
        JsonNode body = JSON.readTree(call.body());
        String id = body.path("id").asText();
        Project project = project(body.path("sessionId").asText());
        ledger.render(project.id(), id);
        if (renders.putIfAbsent(id, new Render(project.rendersAreHeld(), new AtomicInteger())) != null) {
            throw Refusal.status(409, "Duplicate render id: " + id);
        }
        call.json(200, object().put("id", id).put("status", "pending").put("progress", 0));
    }

    private void poll(Call call, String id) throws IOException {
        Render render = renders.get(id);
        if (render == null) {
            ledger.request("render lookup");
            throw Refusal.status(404, "Render not found: " + id);
        }
        ledger.request("render poll");
        int polls = render.polls().incrementAndGet();
        boolean done = render.held() ? released.getCount() == 0 : polls >= script.polls();
        ObjectNode state = object().put("id", id);
        if (done) {
            state.put("status", "completed").put("progress", 100);
            state.putObject("output").put("url", url() + "/films/" + id + ".mp4");
        } else {
            state.put("status", "processing").put("progress", Math.min(99, polls));
        }
        call.json(200, state);
    }

    private void film(Call call) throws IOException {
        ledger.request("film");
        call.bytes("video/mp4", film);
    }

    // ---- control ----

    private void control(Call call, String what) throws IOException {
        switch (what) {
            case "release" -> {
                release();
                call.json(200, object());
            }
            case "ledger" -> call.json(200, figures());
            case "arrivals" -> {
                ObjectNode arrivals = object();
                ledger.arrivals().forEach((text, time) -> arrivals.put(text, time.toEpochMilli()));
                call.json(200, arrivals);
            }
            default -> throw Refusal.unknownPath(call);
        }
    }

    /** The ledger, and the number of chats and renders that are open now. */
    private ObjectNode figures() {
        ObjectNode figures = JSON.valueToTree(ledger.totals());
        figures.put("openChats", openChats.get());
        figures.put(
                "polledRenders",
                renders.values().stream()
                        .filter(render -> render.held() && render.polls().get() > 0)
                        .count());
        figures.set("requests", JSON.valueToTree(ledger.requests()));
        return figures;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
