package io.longtake.activities.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.nemo.answer.Uploaded;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that the state lists.
 *
 * @param key what tells it from others, the same whether an upload's answer or the state tells of it: the backend's hash, else its
 *     address, else its name. The hash comes first since states don't repeat the address.
 */
public record ListedMedia(String key, String filename, String hash) {
    /** Everything in {@code video_infos}: a list, or an object of such. */
    public static List<ListedMedia> of(JsonNode videoInfos) {
        List<ListedMedia> listed = new ArrayList<>();
        for (JsonNode info : videoInfos) {
            String name = first(info, "filename", "file_name", "name");
            String hash = first(info, "hash", "sha256", "md5");
            String key = first(info, "hash", "sha256", "md5", "cdn_url", "url", "filename", "file_name", "name", "id");
            if (!key.isEmpty()) {
                listed.add(new ListedMedia(key, name, hash));
            }
        }
        return listed;
    }

    /** The same of an upload's answer. */
    public static String keyOf(Uploaded.Entry file) {
        return file.hash().or(file::cdnUrl).orElse(file.filename());
    }

    private static String first(JsonNode info, String... names) {
        for (String name : names) {
            if (info.path(name).isValueNode() && !info.path(name).asText("").isBlank()) {
                return info.path(name).asText();
            }
        }
        return "";
    }
}
