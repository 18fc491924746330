package io.longtake.cli.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The creation time of a file (btime). No program can set it on ext4, XFS or Btrfs, so a copy has another one; unlike the time of
 * the last status change, it survives {@code chown}.
 *
 * <p>It is read with {@code stat}: Java before 22 can't read it, and on a file system without it, later versions return the time
 * of the last modification, which copies share.
 */
final class CreationTime {
    private static final Pattern KNOWN = Pattern.compile("[1-9]\\d*\\.\\d{9}");
    private static final long LIMIT_SECONDS = 10;

    private CreationTime() {}

    /** Seconds since 1970 with nine decimals; empty if the file system, the kernel or {@code stat} does not provide it. */
    static String of(Path file) throws IOException {
        var builder = new ProcessBuilder(List.of("stat", "--format=%.9W", "--", file.toString()));
        builder.environment().put("LC_ALL", "C");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process stat;
        try {
            stat = builder.start();
        } catch (IOException notInstalled) {
            return "";
        }
        try {
            stat.getOutputStream().close();
            if (!stat.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return "";
            }
            var said = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return KNOWN.matcher(said).matches() ? said : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            stat.destroyForcibly();
        }
    }
}
