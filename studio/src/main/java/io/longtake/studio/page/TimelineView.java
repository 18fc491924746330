package io.longtake.studio.page;

import com.fasterxml.jackson.databind.JsonNode;

/** A draft as rows of blocks, one row a track, widths in proportion to time. */
final class TimelineView {
    private TimelineView() {}

    static String of(JsonNode draft) {
        long length = length(draft);
        if (length == 0) {
            return "<p class=\"empty\">Nothing is on the timeline yet.</p>";
        }
        StringBuilder out = new StringBuilder("<ol class=\"tracks\">");
        for (JsonNode track : draft.path("t")) {
            track(out, track, length);
        }
        return out.append("</ol>").toString();
    }

    private static long length(JsonNode draft) {
        long end = draft.path("m").path("length").asLong();
        for (JsonNode track : draft.path("t")) {
            for (JsonNode segment : track.path("sg")) {
                end = Math.max(end, start(segment) + segment.path("d").asLong());
            }
        }
        return end;
    }

    private static long start(JsonNode segment) {
        return segment.path("m").path("start").asLong();
    }

    private static void track(StringBuilder out, JsonNode track, long length) {
        String kind =
                switch (track.path("tt").asInt(-1)) {
                    case 0 -> "Video";
                    case 1 -> "Sound";
                    case 7 -> "Titles";
                    default -> "Other";
                };
        out.append("<li><h3>")
                .append(kind)
                .append("</h3><ol class=\"segments ")
                .append(kind)
                .append("\">");
        for (JsonNode segment : track.path("sg")) {
            segment(out, segment, length);
        }
        out.append("</ol></li>");
    }

    private static void segment(StringBuilder out, JsonNode segment, long length) {
        long start = start(segment);
        long end = start + segment.path("d").asLong();
        JsonNode meta = segment.path("m");
        String name = Html.escape(meta.path("text").asText(meta.path("name").asText("")));
        String span = Html.time(start) + " to " + Html.time(end);
        out.append("<li data-left=\"").append(percent(start, length));
        out.append("\" data-width=\"").append(percent(end - start, length));
        out.append("\" title=\"")
                .append(name)
                .append(", ")
                .append(span)
                .append("\"><span>")
                .append(name);
        out.append("</span> <small>").append(span).append("</small></li>");
    }

    private static String percent(long part, long whole) {
        return String.valueOf(Math.round(10_000.0 * part / whole) / 100.0);
    }
}
