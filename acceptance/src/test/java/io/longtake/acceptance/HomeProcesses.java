package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The background processes of a home, as its own records name them: quicker than {@code ps}, and without a process of its own. */
final class HomeProcesses {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path run;

    HomeProcesses(Path home) {
        this.run = home.resolve("run");
    }

    /** The process of that service, if it runs and is the one that was recorded. */
    OptionalLong pid(String service) {
        try {
            JsonNode identity =
                    JSON.readTree(run.resolve(service + ".json").toFile()).path("identity");
            long pid = identity.path("pid").asLong();
            String birth = identity.path("birth").asText();
            return Product.runs(pid) && birth.endsWith("/" + startInTicks(pid))
                    ? OptionalLong.of(pid)
                    : OptionalLong.empty();
        } catch (IOException none) {
            return OptionalLong.empty();
        }
    }

    private static String startInTicks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }
}
