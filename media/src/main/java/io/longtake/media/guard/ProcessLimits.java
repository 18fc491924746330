package io.longtake.media.guard;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Limits that the kernel enforces on a child process: memory, processor time, file size and network access. If the
 * machine doesn't support one of them, the child runs without it; the child also checks its memory and time itself.
 */
final class ProcessLimits {
    /** Address space in KiB: heap, code, 100 megapixels decoded twice, and what the JVM reserves without using it. */
    private static final long ADDRESS_SPACE_KB = 8L << 20;
    /** Processor time of the child's whole life; {@link DecodeChild} has a limit for each file. */
    private static final long CPU_SECONDS = 3_600;
    /** File size in blocks of 512 bytes; a JPEG of 100 megapixels at high quality has about 60 MB. */
    private static final long FILE_BLOCKS = (256L << 20) / 512;

    private static final String LIMITS = "ulimit -v " + ADDRESS_SPACE_KB + " 2>/dev/null; ulimit -t " + CPU_SECONDS
            + " 2>/dev/null; ulimit -f " + FILE_BLOCKS + " 2>/dev/null; ulimit -c 0 2>/dev/null; exec \"$0\" \"$@\"";

    private ProcessLimits() {}

    /** Returns the command that runs {@code command} under the limits. */
    static List<String> around(List<String> command) {
        Stream<String> limited = Stream.concat(Stream.of("/bin/sh", "-c", LIMITS), command.stream());
        return (Network.CAN_BE_LEFT_OUT
                        ? Stream.concat(Stream.of("unshare", "--map-root-user", "--net", "--"), limited)
                        : limited)
                .toList();
    }

    /** Whether this machine can start a child without network access. */
    static boolean leavesOutNetwork() {
        return Network.CAN_BE_LEFT_OUT;
    }

    /** Probed once per process. */
    private static final class Network {
        static final boolean CAN_BE_LEFT_OUT = probe();

        private static boolean probe() {
            try {
                Process child = new ProcessBuilder("unshare", "--map-root-user", "--net", "--", "/bin/true")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    return child.waitFor(5, TimeUnit.SECONDS) && child.exitValue() == 0;
                } finally {
                    child.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IOException noSuchProgram) {
                return false;
            }
        }
    }
}
