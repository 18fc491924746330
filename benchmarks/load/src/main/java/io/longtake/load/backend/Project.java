package io.longtake.load.backend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A backend session: its files and its timeline, which gains one segment with each message. */
final class Project {
    private static final int SEGMENT_MILLIS = 10_000;

    private final String id;
    private final List<Upload> uploads = new ArrayList<>();
    private int segments;
    private boolean rendersAreHeld;

    /** @param hash SHA-256 of the content */
    record Upload(String name, String hash) {}

    Project(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized void add(Upload upload) {
        uploads.add(upload);
    }

    synchronized void holdRenders() {
        rendersAreHeld = true;
    }

    synchronized boolean rendersAreHeld() {
        return rendersAreHeld;
    }

    synchronized void edit() {
        segments++;
    }

    synchronized ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ObjectNode draft = state.putObject("draft");
        draft.put("d", segments * SEGMENT_MILLIS);
        if (segments == 0) {
            draft.putArray("t");
        } else {
            ObjectNode track = draft.putArray("t").addObject();
            track.put("tt", 0);
            for (int i = 0; i < segments; i++) {
                ObjectNode segment = track.withArray("sg").addObject();
                segment.put("start", i * SEGMENT_MILLIS).put("d", SEGMENT_MILLIS);
                segment.putObject("m").put("name", "shot " + (i + 1));
            }
        }
        state.putArray("video_infos");
        for (Upload upload : uploads) {
            state.withArray("video_infos").add(listed(upload));
        }
        return state;
    }

    static ObjectNode listed(Upload upload) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("filename", upload.name())
                .put("file_type", "image")
                .put("cdn_url", "/media/" + upload.hash())
                .put("hash", upload.hash());
    }
}
