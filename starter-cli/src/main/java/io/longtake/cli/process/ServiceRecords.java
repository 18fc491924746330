package io.longtake.cli.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.home.HomeFolder;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The PID files of a home: which of its processes run. Cheap: reads files and sends no request. */
public final class ServiceRecords {
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
    public Optional<ServiceRecord> running(Service service) {
        return read(service).filter(found -> home.equals(found.home())).filter(found -> found.identity()
                .running());
    }

    /** Returns the record of a process of this home that ended without removing it. */
    public Optional<ServiceRecord> lastRecord(Service service) {
        return read(service).filter(found -> home.equals(found.home())).filter(found -> !found.identity()
                .running());
    }

    /** Returns those of the services that have no running process. */
    public Set<Service> stopped(Collection<Service> required) {
        return required.stream()
                .filter(service -> running(service).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    /** Returns those of the services that run and were paused by a signal. */
    public List<ServiceRecord> paused(Collection<Service> required) {
        return required.stream()
                .flatMap(service -> running(service).stream())
                .filter(found -> found.identity().paused())
                .toList();
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
