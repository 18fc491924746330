package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The background processes of a home, as its own records name them: quicker than {@code ps}, and without a process of its own. */
final class HomeProcesses {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path run;

    HomeProcesses(Path home) {
        this.run = home.resolve("run");
    }

    /** A background process and where it listens; for the worker, the server it works for. */
    record Service(String name, long pid, String address) {}

    /** The process of that service, if it runs and is the one that was recorded. */
    OptionalLong pid(String service) {
        return find(service).map(found -> OptionalLong.of(found.pid())).orElse(OptionalLong.empty());
    }

    /** The same with its address. */
    Optional<Service> find(String service) {
        try {
            JsonNode record = JSON.readTree(run.resolve(service + ".json").toFile());
            long pid = record.at("/identity/pid").asLong();
            String birth = record.at("/identity/birth").asText();
            return Product.runs(pid) && birth.endsWith("/" + startInTicks(pid))
                    ? Optional.of(
                            new Service(service, pid, record.path("address").asText()))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String startInTicks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }
}
