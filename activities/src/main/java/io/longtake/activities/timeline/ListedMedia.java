package io.longtake.activities.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.nemo.answer.Uploaded;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that the state lists.
 *
 * @param key identifies the file, with the same value in an upload's response and in the state: the backend's hash, otherwise its
 *     address, otherwise its name. The hash comes first because states do not repeat the address.
 */
public record ListedMedia(String key, String filename, String hash) {
    /** All files in {@code video_infos}, which is a list or an object that contains them. */
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

    /** The key of a file in an upload's response. */
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
