package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.http.Action;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.Projects;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code POST /run_sse}. */
public final class ChatRoute implements Action {
    private static final Duration MAX_STALL = Duration.ofMinutes(20);

    private final Chats chats;
    private final Projects projects;
    private final Faults faults;
    private final StudioConfig.Chats config;

    public ChatRoute(Chats chats, Projects projects, Faults faults, StudioConfig.Chats config) {
        this.chats = chats;
        this.projects = projects;
        this.faults = faults;
        this.config = config;
    }

    @Override
    public void answer(Exchange exchange) throws IOException, InterruptedException {
        Caller caller = exchange.caller();
        ObjectNode body = exchange.body();
        String session = Exchange.text(body, "session_id");
        String text = Exchange.text(body.path("new_message").path("parts").path(0), "text");
        exchange.asks(session, text);
        Project project = project(exchange, caller, session);
        Chats.Accepted accepted = chats.accept(project, text);
        stream(exchange, project, accepted);
    }

    private Project project(Exchange exchange, Caller caller, String session) {
        try {
            if (exchange.triggers(Fault.FORGET_SESSIONS)) {
                projects.forget(projects.owned(caller, session).id());
            }
            return projects.owned(caller, session);
        } catch (Refusal unknown) {
            if (config.dialect() == Dialect.ADK) {
                String detail = "Session not found: " + session;
                throw Refusal.plain(404, detail, Json.object().put("detail", detail));
            }
            throw unknown;
        }
    }

    private void stream(Exchange exchange, Project project, Chats.Accepted accepted)
            throws IOException, InterruptedException {
        HttpServletResponse response = exchange.context().res();
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        ServletOutputStream out = response.getOutputStream();
        Wire wire = Wire.of(config.dialect());
        try {
            send(out, wire.keepAlive());
            String identity = Chats.identity(project, accepted.message());
            if (faults.triggers(Fault.STALL_STREAMS, identity)) {
                exchange.triggered(Fault.STALL_STREAMS);
                stall(exchange);
            } else if (faults.triggers(Fault.DROP_STREAMS, identity)) {
                exchange.triggered(Fault.DROP_STREAMS);
                exchange.cut();
            } else {
                sendEvents(out, wire, accepted.run());
            }
        } catch (IOException gone) {
            // The client has disconnected. The work continues.
            exchange.cut();
        }
    }

    private void sendEvents(ServletOutputStream out, Wire wire, Run run) throws IOException, InterruptedException {
        while (true) {
            Run.Next next = run.next(config.heartbeat());
            if (next instanceof Run.Next.Event told) {
                for (String frame : wire.frames(told.event())) {
                    send(out, frame);
                }
            } else if (next instanceof Run.Next.Silence) {
                send(out, wire.keepAlive());
            } else {
                return;
            }
        }
    }

    private static void send(ServletOutputStream out, String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends nothing until the client disconnects, at most for {@link #MAX_STALL}, because the stall occupies a thread. */
    private static void stall(Exchange exchange) throws InterruptedException {
        long end = System.nanoTime() + MAX_STALL.toNanos();
        while (System.nanoTime() < end && exchange.listens()) {
            Thread.sleep(200);
        }
        exchange.cut();
    }
}
