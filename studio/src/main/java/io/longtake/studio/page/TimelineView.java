package io.longtake.studio.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A draft as rows of blocks, one row per track; positions and widths are proportional to time.
 *
 * @param pictures the addresses of thumbnails, by the media's id
 */
record TimelineView(Map<String, String> pictures) {
    /** Narrower blocks are unreadable; a track with too many of them scrolls horizontally. */
    private static final int REM_PER_BLOCK = 6;

    private static final int MARKS = 5;

    String of(JsonNode draft) {
        long length = length(draft);
        if (length == 0) {
            return "<p class=\"empty\">The timeline is empty.</p>";
        }
        int most = 0;
        for (JsonNode track : draft.path("t")) {
            most = Math.max(most, track.path("sg").size());
        }
        StringBuilder out = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"Tracks, with time from left to right\"><div class=\"rows\" data-rem=\""
                + most * REM_PER_BLOCK + "\">");
        ruler(out, length);
        out.append("<ol class=\"tracks\">");
        for (JsonNode track : draft.path("t")) {
            track(out, track, length);
        }
        return out.append("</ol></div></div>").toString();
    }

    /** The end of the draft, in ms. */
    static long length(JsonNode draft) {
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

    private static void ruler(StringBuilder out, long length) {
        out.append("<div class=\"ruler\" aria-hidden=\"true\">");
        for (int i = 0; i < MARKS; i++) {
            long at = length * i / MARKS;
            out.append("<span data-left=\"").append(percent(at, length)).append("\">");
            out.append(Html.time(at)).append("</span>");
        }
        out.append("</div>");
    }

    private void track(StringBuilder out, JsonNode track, long length) {
        String kind =
                switch (track.path("tt").asInt(-1)) {
                    case 0 -> "Video";
                    case 1 -> "Sound";
                    case 7 -> isCaptions(track) ? "Captions" : "Titles";
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

    private static boolean isCaptions(JsonNode track) {
        return track.path("sg").path(0).path("m").path("role").asText("").equals("caption");
    }

    private void segment(StringBuilder out, JsonNode segment, long length) {
        long start = start(segment);
        long end = start + segment.path("d").asLong();
        JsonNode meta = segment.path("m");
        String name = Html.escape(meta.path("text").asText(meta.path("name").asText("")));
        String span = Html.time(start) + " to " + Html.time(end);
        out.append("<li data-left=\"").append(percent(start, length));
        out.append("\" data-width=\"").append(percent(end - start, length));
        String motion = Html.escape(meta.path("motion").asText(""));
        out.append("\" title=\"").append(name).append(", ").append(span);
        out.append(motion.isEmpty() ? "" : ", " + motion).append("\">");
        String picture = pictures.get(meta.path("media").asText(""));
        if (picture != null) {
            out.append("<img loading=\"lazy\" decoding=\"async\" alt=\"\" src=\"");
            out.append(Html.escape(picture)).append("\">");
        }
        out.append("<span class=\"words\"><span dir=\"auto\">").append(name);
        out.append("</span> <small>").append(span).append("</small></span></li>");
    }

    private static String percent(long part, long whole) {
        return String.valueOf(Math.round(10_000.0 * part / whole) / 100.0);
    }
}
