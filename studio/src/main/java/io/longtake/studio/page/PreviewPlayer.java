package io.longtake.studio.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.http.Json;
import java.util.Map;

/** Plays the current timeline before anything is rendered: drawn in the page, simplified, and without sound. */
final class PreviewPlayer {
    private PreviewPlayer() {}

    static String of(View view) {
        return view.project()
                .draft()
                .filter(draft -> TimelineView.length(draft) > 0)
                .map(draft -> player(view, draft))
                .orElse("<p class=\"empty\">Nothing to play yet.</p>");
    }

    private static String player(View view, JsonNode draft) {
        ObjectNode data = Json.object().put("length", TimelineView.length(draft));
        data.set("draft", draft);
        data.set("pictures", addresses(view.pictures()));
        data.set("clips", addresses(view.clips()));
        return "<div class=\"player\" data-film=\"" + Html.escape(Json.write(data)) + "\"><canvas role=\"img\""
                + " aria-label=\"Preview of the timeline\"></canvas><div class=\"controls\">"
                + "<button type=\"button\" class=\"play\">Play</button><label><span class=\"unseen\">Position</span>"
                + "<input type=\"range\" class=\"position\" min=\"0\" step=\"100\" value=\"0\" max=\""
                + TimelineView.length(draft) + "\"></label><output class=\"clock\"></output></div>"
                + "<p class=\"empty\">A simplified preview without sound. The exported film is exact and has sound.</p>"
                + "</div>";
    }

    private static ObjectNode addresses(Map<String, String> media) {
        ObjectNode node = Json.object();
        media.forEach(node::put);
        return node;
    }
}
