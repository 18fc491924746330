package io.longtake.cli.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of one process: its stdout and stderr. Limited to two files of {@link #LIMIT_BYTES} each. The process writes
 * in append mode, so its file can be copied and truncated while it is open.
 */
public record LogFile(Path path) {
    static final long LIMIT_BYTES = 10_000_000;

    /** Moves the content to the second file if it exceeds the limit. The previous content of the second file is lost. */
    public void bound() {
        try {
            if (Files.exists(path) && Files.size(path) > LIMIT_BYTES) {
                Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
                try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            // A log that can't be truncated does not stop the command.
        }
    }

    private Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    /** Returns the last lines: at most {@code count}, and at most 64 KB. */
    public List<String> tail(int count) {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - 65_536);
            var buffer = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(buffer, from);
            var lines = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
