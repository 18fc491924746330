package io.longtake.cli.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.media.MediaStore;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps the media IDs of a draft to stored files. A draft contains the backend's IDs and the name of each file. If
 * several uploads have the same name, the IDs are assigned in upload order.
 */
public final class DraftMedia {
    private final Map<String, MediaRef> byId = new HashMap<>();
    private final MediaStore store;

    public DraftMedia(JsonNode draft, List<UploadedMedia> uploads, MediaStore store) {
        this.store = store;
        List<MediaRef> left = new ArrayList<>();
        uploads.forEach(upload -> left.add(upload.source()));
        ids(draft).forEach((id, name) -> left.stream()
                .filter(ref -> stem(ref.name()).equals(stem(name)))
                .findFirst()
                .ifPresent(ref -> {
                    left.remove(ref);
                    byId.put(id, ref);
                }));
    }

    private static Map<String, String> ids(JsonNode draft) {
        var ids = new LinkedHashMap<String, String>();
        for (var track : draft.path("t")) {
            for (var segment : track.path("sg")) {
                var meta = segment.path("m");
                if (meta.path("media").isTextual()) {
                    ids.putIfAbsent(
                            meta.path("media").textValue(), meta.path("name").asText(""));
                }
            }
        }
        return ids;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    public Optional<Path> file(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(ref -> {
            try {
                return Optional.of(store.path(ref));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
