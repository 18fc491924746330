package io.longtake.studio.page;

import io.longtake.files.digest.Sha256;
import io.longtake.studio.chat.Message;
import io.longtake.studio.project.Media;
import io.longtake.studio.render.Render;
import io.longtake.studio.timeline.MediaItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The page as HTML. Each section carries a digest of its content: the page requests itself again and replaces only the sections
 * that changed, so that a playing film is not interrupted.
 *
 * @param nonce of the response's content security policy
 */
record ClaimPage(String nonce) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    String of(View view) {
        String title = Html.escape(view.project().name());
        return page(
                title,
                "<a class=\"skip\" href=\"#content\">Skip to content</a><header><h1>" + title
                        + "</h1><p id=\"credits\">Credits: <b>" + view.balance().available() + "</b> available, <b>"
                        + view.balance().frozen() + "</b> reserved</p></header><main id=\"content\" tabindex=\"-1\">"
                        + "<p id=\"news\" class=\"unseen\" role=\"status\"></p>"
                        + section("preview", "Preview", PreviewPlayer.of(view))
                        + section("timeline", "Timeline", timeline(view))
                        + section("films", "Films", films(view.renders(), poster(view.media())))
                        + section("edits", "Edits", edits(view.messages()))
                        + section("media", "Media", media(view.media()))
                        + "</main>");
    }

    String unknown() {
        return page(
                "Unknown link",
                "<main><h1>This link does not work</h1><p>It is mistyped, or it expired after seven days. "
                        + "<code>longtake open NAME</code> creates a new one.</p></main>");
    }

    private String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + " – Longtake</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<link rel=\"icon\" href=\"data:,\"><style nonce=\"" + nonce + "\">" + resource("claim.css")
                + "</style></head><body>" + body + "<script nonce=\"" + nonce + "\">" + resource("claim.js")
                + "</script></body></html>";
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ClaimPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(String id, String heading, String content) {
        return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-h\" data-version=\""
                + Sha256.of(content).substring(0, 16) + "\"><h2 id=\"" + id + "-h\">" + heading + "</h2>" + content
                + "</section>";
    }

    private static String timeline(View view) {
        return view.summary().map(line -> "<p>" + Html.escape(line) + "</p>").orElse("")
                + view.project()
                        .draft()
                        .map(draft -> new TimelineView(view.pictures()).of(draft))
                        .orElse("<p class=\"empty\">The timeline is empty.</p>");
    }

    /** The first picture, shown until the film plays, because many films begin in black. */
    private static String poster(List<View.Shown<Media>> media) {
        return media.stream()
                .filter(shown -> shown.item().facts().kind() == MediaItem.Kind.IMAGE)
                .findFirst()
                .map(shown -> " poster=\"" + Html.escape(shown.address()) + "\"")
                .orElse("");
    }

    private static String films(List<View.Shown<Render>> renders, String poster) {
        StringBuilder out = new StringBuilder();
        for (int i = renders.size() - 1; i >= 0; i--) {
            film(out, i + 1, renders.get(i), poster);
        }
        return out.isEmpty() ? "<p class=\"empty\">No exports yet.</p>" : out.toString();
    }

    private static void film(StringBuilder out, int number, View.Shown<Render> shown, String poster) {
        Render render = shown.item();
        String name = "Film " + number;
        out.append("<article data-render=\"")
                .append(Html.escape(render.id()))
                .append("\" data-name=\"")
                .append(name)
                .append("\" data-status=\"")
                .append(render.status().word());
        out.append("\"><h3>").append(name).append("</h3><p>");
        switch (render.status()) {
            case COMPLETED -> {
                String address = Html.escape(shown.address());
                out.append("Ready. <a href=\"")
                        .append(address)
                        .append("\" download aria-label=\"Download ")
                        .append(name)
                        .append("\">Download</a></p>");
                out.append("<video controls preload=\"metadata\" aria-label=\"").append(name);
                out.append("\" src=\"")
                        .append(address)
                        .append('"')
                        .append(poster)
                        .append("></video>");
            }
            case PROCESSING ->
                out.append("Rendering, <span class=\"percent\">")
                        .append(shown.percent())
                        .append("</span> percent.</p><progress max=\"100\" aria-label=\"Progress of ")
                        .append(name)
                        .append("\" value=\"")
                        .append(shown.percent())
                        .append("\"></progress>");
            case PENDING -> out.append("Queued.</p>");
            case CANCELLED -> out.append("Cancelled.</p>");
            case FAILED ->
                out.append("Failed: ")
                        .append(Html.escape(render.error().orElse("no reason given")))
                        .append("</p>");
        }
        out.append("<p><small>requested ").append(time(render.createdAt())).append(", ");
        out.append(Html.escape(render.id())).append("</small></p></article>");
    }

    private static String media(List<View.Shown<Media>> media) {
        if (media.isEmpty()) {
            return "<p class=\"empty\">No media yet.</p>";
        }
        StringBuilder out = new StringBuilder("<ul class=\"media\">");
        for (View.Shown<Media> shown : media) {
            Media medium = shown.item();
            String name = Html.escape(medium.filename());
            String address = Html.escape(shown.address());
            out.append("<li><figure>");
            if (medium.facts().kind() == MediaItem.Kind.IMAGE) {
                out.append("<img loading=\"lazy\" decoding=\"async\" alt=\"\" src=\"")
                        .append(address)
                        .append("\">");
            } else {
                out.append("<div class=\"plain\" aria-hidden=\"true\">")
                        .append(medium.facts().extension())
                        .append("</div>");
            }
            out.append("<figcaption>").append(name).append("<small>").append(measure(medium));
            out.append("</small></figcaption></figure></li>");
        }
        return out.append("</ul>").toString();
    }

    private static String measure(Media medium) {
        String size = medium.facts().widthPx() > 0
                ? medium.facts().widthPx() + " × " + medium.facts().heightPx() + " px"
                : "";
        String length = medium.facts().length().isZero()
                ? ""
                : " " + Html.time(medium.facts().length().toMillis());
        return (size + length).strip();
    }

    private static String edits(List<Message> messages) {
        if (messages.isEmpty()) {
            return "<p class=\"empty\">No edits yet.</p>";
        }
        StringBuilder out = new StringBuilder("<ol class=\"edits\">");
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            out.append("<li data-edit=\"")
                    .append(message.number())
                    .append("\" data-status=\"")
                    .append(message.status());
            out.append("\"><p class=\"said\" dir=\"auto\">").append(Html.escape(message.text()));
            out.append("</p><p dir=\"auto\">").append(outcome(message)).append("</p>");
            message.summary()
                    .ifPresent(line ->
                            out.append("<p><small>").append(Html.escape(line)).append("</small></p>"));
            out.append("<p><small>").append(time(message.receivedAt())).append("</small></p>");
            out.append("</li>");
        }
        return out.append("</ol>").toString();
    }

    private static String outcome(Message message) {
        return switch (message.status()) {
            case RECEIVED -> "In progress … <progress aria-label=\"Edit in progress\"></progress>";
            case APPLIED, FAILED -> Html.escape(message.reply().orElse(""));
            case FORGOTTEN -> "Not done.";
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
