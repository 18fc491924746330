package io.longtake.cli.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.home.HomeFolder;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The PID files of a home. */
final class ServiceRecords {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path folder;
    private final String home;

    ServiceRecords(HomeFolder home) {
        this.folder = home.runFolder();
        this.home = home.toString();
    }

    private Path file(Service service) {
        return folder.resolve(service.label() + ".json");
    }

    /** Returns the record, whether or not its process still runs; empty if the file can't be read. */
    Optional<ServiceRecord> read(Service service) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file(service)), ServiceRecord.class))
                    .filter(found -> found.identity() != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the record if its process runs and belongs to this home. Records copied with a home name the original's
     * processes.
     */
    Optional<ServiceRecord> running(Service service) {
        return read(service).filter(found -> home.equals(found.home())).filter(found -> found.identity()
                .running());
    }

    void write(ServiceRecord value) {
        try {
            var next = folder.resolve(value.service().label() + ".json.next");
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
            // Not synced, because the process does not survive a crash of the machine either.
            Durable.moveUnsynced(next, file(value.service()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(Service service) {
        try {
            Files.deleteIfExists(file(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
