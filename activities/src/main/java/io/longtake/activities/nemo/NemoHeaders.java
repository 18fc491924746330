package io.longtake.activities.nemo;

import java.nio.file.Path;
import java.util.Map;
import okhttp3.Request;

/**
 * The attribution headers of every request to the backend. Without them the backend answers an export with 402.
 *
 * @param source the skill's name
 * @param version this product's version
 * @param platform where the skill was installed from
 */
public record NemoHeaders(String source, String version, String platform) {
    private static final String SOURCE = "image-to-video-long-duration";

    /**
     * The headers of this product.
     *
     * @param installation the folder that Longtake runs from: its location indicates the platform, unless {@code SKILL_SOURCE} is
     *     set
     */
    public static NemoHeaders of(String version, Map<String, String> environment, Path userHome, Path installation) {
        String named = environment.getOrDefault("SKILL_SOURCE", "").strip();
        return new NemoHeaders(SOURCE, version, named.isEmpty() ? platform(userHome, installation) : named);
    }

    Request.Builder on(Request.Builder request) {
        return request.header("X-Skill-Source", source)
                .header("X-Skill-Version", version)
                .header("X-Skill-Platform", platform);
    }

    private static String platform(Path userHome, Path installation) {
        Path path = installation.toAbsolutePath().normalize();
        Path home = userHome.toAbsolutePath().normalize();
        if (path.startsWith(home.resolve(".clawhub"))) {
            return "clawhub";
        }
        return path.startsWith(home.resolve(".cursor").resolve("skills")) ? "cursor" : "unknown";
    }
}
