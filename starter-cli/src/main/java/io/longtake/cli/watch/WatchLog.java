package io.longtake.cli.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.watch.Arrivals.Seen;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;

/** What a watch has done, in the home, so that a later command for the same folders does not repeat it. */
final class WatchLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A file that needs nothing more.
     *
     * @param output the name of its film in the output folder; empty if it is left alone
     */
    record Done(
            @JsonProperty(value = "bytes", required = true) long bytes,

            @JsonProperty(value = "modifiedMs", required = true)
            long modifiedMs,

            @JsonProperty("status") String status,
            @JsonProperty("output") String output) {
        boolean isOf(Seen file) {
            return bytes == file.bytes() && modifiedMs == file.modifiedMs();
        }
    }

    /**
     * @param day the day on which {@code spent} was spent, as an ISO date; empty before the first
     * @param spent in credits
     */
    private record Content(
            @JsonProperty("folder") String folder,
            @JsonProperty("outputFolder") String outputFolder,
            @JsonProperty("files") TreeMap<String, Done> files,
            @JsonProperty("day") String day,
            @JsonProperty(value = "spent", required = true) double spent) {}

    private final Path file;
    private Content content;

    private WatchLog(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /** The folder of a watch in the home. */
    static Path placeOf(Path home, Path folder, Path outputFolder) {
        return home.resolve("watches")
                .resolve(Sha256.of(folder + "\n" + outputFolder).substring(0, 16));
    }

    /** @throws CommandFailure exit 1, if the file exists and can't be read */
    static WatchLog open(Path place, Path folder, Path outputFolder) {
        var file = place.resolve("done.json");
        try {
            return new WatchLog(file, JSON.readValue(Files.readAllBytes(file), Content.class));
        } catch (NoSuchFileException e) {
            return new WatchLog(file, new Content(folder.toString(), outputFolder.toString(), new TreeMap<>(), "", 0));
        } catch (JacksonException e) {
            throw CommandFailure.of(
                    "WatchLog",
                    "The file " + file + " is damaged. Nothing was started. Remove it to make a film of every file"
                            + " in " + folder + " again.",
                    e);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "WatchLog", "The file " + file + " can't be read: " + e.getMessage() + ". Nothing was started.", e);
        }
    }

    boolean isDone(String name, Seen seen) {
        var done = content.files().get(name);
        return done != null && done.isOf(seen);
    }

    /** The file whose film has this name in the output folder. */
    Optional<String> sourceOf(String output) {
        return content.files().entrySet().stream()
                .filter(one -> one.getValue().output().equals(output))
                .map(one -> one.getKey())
                .findFirst();
    }

    /** Written to the disk before this returns. */
    void done(String name, Seen seen, String status, String output) throws IOException {
        content.files().put(name, new Done(seen.bytes(), seen.modifiedMs(), status, output));
        write();
    }

    /** The credits that were spent on a day. */
    double spentOn(LocalDate day) {
        return content.day().equals(day.toString()) ? content.spent() : 0;
    }

    void spent(LocalDate day, double credits) throws IOException {
        if (!content.day().equals(day.toString()) || content.spent() != credits) {
            content = new Content(content.folder(), content.outputFolder(), content.files(), day.toString(), credits);
            write();
        }
    }

    private void write() throws IOException {
        Durable.createFolderOf(file);
        Durable.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
}
