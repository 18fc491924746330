package io.longtake.studio.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;

/** Creates sessions, reads their state, and issues tokens for their pages. */
public final class SessionRoutes {
    private final Projects projects;
    private final ProjectEditor editor;

    public SessionRoutes(Projects projects, ProjectEditor editor) {
        this.projects = projects;
        this.editor = editor;
    }

    /** {@code POST /api/tasks/me/with-session/nemo_agent}. */
    public void create(Exchange exchange) {
        Caller caller = exchange.caller();
        ObjectNode body = exchange.body();
        Project project = projects.create(
                caller,
                body.path("task_name").asText("project"),
                body.path("language").asText("en"));
        exchange.asks(project.id(), "new session");
        ObjectNode data = Json.object()
                .put("session_id", project.id())
                .put("task_id", project.taskId())
                .put("user_id", project.userId());
        // The sources disagree about the position of session_id: send both.
        exchange.json(200, Json.envelope(0, "success", data).put("session_id", project.id()));
    }

    /** {@code GET /api/state/nemo_agent/me/<session>/latest}. */
    public void state(Exchange exchange) {
        Caller caller = exchange.caller();
        String session = exchange.context().pathParam("session");
        exchange.asks(session, "state");
        Project project = projects.owned(caller, session);
        if (exchange.triggers(Fault.FORGET_SESSIONS)) {
            projects.forget(session);
            projects.owned(caller, session);
        }
        ObjectNode data = Json.object().put("session_id", session).put("user_id", project.userId());
        data.put("task_id", project.taskId());
        ObjectNode state = data.putObject("state");
        state.set("draft", project.draft().orElseGet(SessionRoutes::emptyDraft));
        ArrayNode infos = state.putArray("video_infos");
        projects.media(session).forEach(medium -> infos.add(medium.told()));
        state.set("canvas_config", project.kept().map(editor::canvas).orElseGet(Json::object));
        state.set("generated_media", GeneratedMedia.of(state.path("draft")));
        exchange.ok(data);
    }

    private static ObjectNode emptyDraft() {
        ObjectNode draft = Json.object().put("d", 0);
        draft.putArray("t");
        return draft;
    }

    /** {@code POST /api/auth/claim-token}. */
    public void claim(Exchange exchange) {
        Caller caller = exchange.caller();
        ObjectNode body = exchange.body();
        String session = Exchange.text(body, "session_id");
        exchange.asks(session, "claim");
        Projects.Claim claim = projects.claim(projects.owned(caller, session));
        exchange.ok(Json.object()
                .put("claim_token", claim.token())
                .put("expires_in", claim.life().toSeconds()));
    }
}
