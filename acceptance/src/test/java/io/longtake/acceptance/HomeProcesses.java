package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The background processes of a home according to the home's own records. Faster than {@code ps}, and starts no process. */
final class HomeProcesses {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path run;

    HomeProcesses(Path home) {
        this.run = home.resolve("run");
    }

    /** A background process and the address on which it listens; for the worker, the address of its server. */
    record Service(String name, long pid, String address) {}

    /** The process ID of that service, if the recorded process still runs. */
    OptionalLong pid(String service) {
        return find(service).map(found -> OptionalLong.of(found.pid())).orElse(OptionalLong.empty());
    }

    /** The service with its address, if the recorded process still runs. */
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
