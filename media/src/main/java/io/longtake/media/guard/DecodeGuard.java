package io.longtake.media.guard;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Looks at files in a child process: a bomb or a broken file ends that process, not this one. Costs about a second per file.
 * Safe for use by several threads.
 */
public final class DecodeGuard {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    /** Foreign bytes are decoded in the child: what breaks out must find nothing to take. */
    private static final List<String> CREDENTIALS = List.of("NEMO_TOKEN", "TEMPORAL_API_KEY");

    private final Duration limit;

    public DecodeGuard() {
        this(LIMIT);
    }

    /** @param limit what one file may take, the process's start included */
    public DecodeGuard(Duration limit) {
        this.limit = limit;
    }

    /**
     * Says what a file is, having decoded it where it is a still.
     *
     * @throws MediaException a sentence that names the file and says what is wrong with it
     */
    public MediaInfo probe(Path file) throws IOException {
        String[] f = run("probe", file, file).split(" ", -1);
        if (f.length != 7) {
            throw new MediaException(Reason.INTERNAL, file.getFileName() + " could not be looked at");
        }
        return new MediaInfo(
                MediaFormat.Kind.valueOf(f[0]),
                MediaFormat.valueOf(f[1]),
                Integer.parseInt(f[2]),
                Integer.parseInt(f[3]),
                Duration.ofMillis(Long.parseLong(f[4])),
                Double.parseDouble(f[5]),
                Boolean.parseBoolean(f[6]));
    }

    /** Writes {@code photo}, upright, as a JPEG of high quality without metadata; whole or not at all. */
    public void toJpeg(Path photo, Path jpeg) throws IOException {
        Path part = Files.createTempFile(jpeg.toAbsolutePath().getParent(), "photo-", ".part");
        try {
            run("jpeg", photo, part);
            Files.move(
                    part,
                    jpeg,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String run(String task, Path file, Path result) throws IOException {
        if (!Files.isRegularFile(file)) {
            // A pipe or a device never ends.
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is no file");
        }
        Path answer = Files.createTempFile("longtake-guard-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(task, file, result))
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        CREDENTIALS.forEach(builder.environment()::remove);
        Process child = builder.start();
        try {
            child.getOutputStream().close();
            if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MediaException(
                        Reason.TOO_EXPENSIVE,
                        file.getFileName() + " takes longer than " + limit.toSeconds() + " s to read");
            }
            return judge(
                    child.exitValue(),
                    Files.readString(answer, StandardCharsets.UTF_8).strip(),
                    file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(Reason.INTERNAL, "looking at " + file.getFileName() + " was interrupted", e);
        } finally {
            child.destroyForcibly();
            Files.deleteIfExists(answer);
        }
    }

    private static String judge(int exit, String answer, Path file) throws MediaException {
        if (exit == DecodeChild.DONE) {
            return answer;
        }
        int space = answer.indexOf(' ');
        if (exit == DecodeChild.REFUSED && space > 0) {
            throw new MediaException(Reason.valueOf(answer.substring(0, space)), answer.substring(space + 1));
        }
        if (exit == DecodeChild.TOO_MUCH_MEMORY) {
            throw new MediaException(Reason.TOO_EXPENSIVE, file.getFileName() + " takes too much memory to read");
        }
        throw new MediaException(Reason.DAMAGED, file.getFileName() + " can't be read: the decoder broke down on it");
    }

    private static List<String> command(String task, Path file, Path result) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Arrays.asList(
                java,
                "-Xmx" + DecodeChild.HEAP_MB + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                DecodeChild.class.getName(),
                task.toLowerCase(Locale.ROOT),
                file.toAbsolutePath().toString(),
                result.toAbsolutePath().toString());
    }
}
