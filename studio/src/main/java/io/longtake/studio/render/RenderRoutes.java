package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.RenderShape;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.Projects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** {@code /api/render/proxy/…}. */
public final class RenderRoutes {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final List<String> ATTRIBUTION = List.of("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform");

    private final Renders renders;
    private final RenderQueue queue;
    private final Projects projects;
    private final ProjectEditor editor;
    private final StudioConfig.Renders config;
    private final Function<Render, String> address;

    /** @param address gives the address of a finished film */
    public RenderRoutes(
            Renders renders,
            RenderQueue queue,
            Projects projects,
            ProjectEditor editor,
            StudioConfig.Renders config,
            Function<Render, String> address) {
        this.renders = renders;
        this.queue = queue;
        this.projects = projects;
        this.editor = editor;
        this.config = config;
        this.address = address;
    }

    /** {@code POST /api/render/proxy/lambda}. */
    public void submit(Exchange exchange) {
        Caller caller = exchange.caller();
        ObjectNode body = exchange.body();
        String id = Exchange.text(body, "id");
        String session = Exchange.text(body, "sessionId");
        exchange.asks(session, "export " + id);
        requireAttribution(exchange);
        if (!ID.matcher(id).matches()) {
            throw Refusal.status(400, "A render id must have 1 to 128 letters, digits, _ or -.");
        }
        refuseTaken(id);
        Project project = projects.owned(caller, session);
        JsonNode draft = body.path("draft");
        requireExportable(project, draft, body.path("output"));
        if (renders.record(id, project, draft).isEmpty()) {
            throw taken(id);
        }
        queue.wake();
        exchange.pause(Delay.SUBMIT);
        answer(exchange, renders.find(id).orElseThrow());
    }

    private static void requireAttribution(Exchange exchange) {
        for (String header : ATTRIBUTION) {
            if (exchange.header(header).isEmpty()) {
                throw Refusal.status(402, "Export is not part of this plan, or the header " + header + " is missing.");
            }
        }
    }

    private void refuseTaken(String id) {
        if (renders.find(id).isPresent()) {
            throw taken(id);
        }
    }

    private static Refusal taken(String id) {
        String sentence = "Duplicate render id: " + id;
        return Refusal.plain(
                409, sentence, Json.envelope(409, sentence, Json.object().put("id", id)));
    }

    private void requireExportable(Project project, JsonNode draft, JsonNode output) {
        boolean filled = StreamSupport.stream(draft.path("t").spliterator(), false)
                .anyMatch(track -> !track.path("sg").isEmpty());
        if (!filled) {
            throw Refusal.status(400, "The draft has nothing to export: no track has a segment.");
        }
        String format = output.path("format").asText("mp4");
        if (!format.equals("mp4")) {
            throw Refusal.status(400, "The output format must be mp4, not " + format + ".");
        }
        try {
            List<Media> media = projects.media(project.id());
            editor.film(draft, media.stream().map(Media::item).toList(), project.seed());
        } catch (IllegalArgumentException e) {
            throw Refusal.status(400, "The draft can't be rendered: " + e.getMessage());
        }
    }

    /** {@code GET /api/render/proxy/lambda/<id>}. */
    public void status(Exchange exchange) {
        Render render = owned(exchange);
        // The contract's 30 s between polls are meant for a queue of many machines; a local film is ready sooner.
        exchange.context().header("Retry-After", "1");
        answer(exchange, render);
    }

    /** {@code POST /api/render/proxy/lambda/<id>/cancel}. */
    public void cancel(Exchange exchange) {
        Render render = owned(exchange);
        exchange.asks(render.project(), "cancel " + render.id());
        queue.cancel(render.id());
        answer(exchange, renders.find(render.id()).orElseThrow());
    }

    /** {@code GET /api/render/proxy/<id>/download}. */
    public void download(Exchange exchange) throws IOException {
        Render render = owned(exchange);
        if (render.status() != Render.Status.COMPLETED) {
            throw Refusal.status(
                    404, "The render " + render.id() + " is " + render.status().word() + ".");
        }
        Path film = queue.film(render)
                .orElseThrow(() -> Refusal.status(404, "The film of render " + render.id() + " is no longer stored."));
        exchange.pause(Delay.DOWNLOAD);
        FileAnswer.send(exchange.context(), film, "video/mp4", render.hash(), () -> {});
    }

    private Render owned(Exchange exchange) {
        Caller caller = exchange.caller();
        String id = exchange.context().pathParam("id");
        return renders.find(id)
                .filter(render -> render.userId().equals(caller.userId()))
                .orElseThrow(() -> Refusal.status(404, "Render not found: " + id));
    }

    private void answer(Exchange exchange, Render render) {
        ObjectNode state = Json.object()
                .put("id", render.id())
                .put("status", render.status().word())
                .put("progress", queue.percent(render));
        render.error().ifPresent(error -> state.put("error", error));
        boolean there = render.status() == Render.Status.COMPLETED;
        if (config.shape() == RenderShape.TOP_LEVEL) {
            if (there) {
                state.putObject("output").put("url", address.apply(render));
            }
            exchange.json(200, state);
        } else {
            if (there) {
                state.put("outputUrl", address.apply(render));
            }
            exchange.json(200, Json.object().put("success", true).set("data", state));
        }
    }
}
