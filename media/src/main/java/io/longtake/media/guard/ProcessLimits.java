package io.longtake.media.guard;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the kernel keeps a child from: more memory, processor time and file size than it needs, and the network. Where the machine has no
 * means for one of them the child runs without it; the child watches its memory and time itself as well.
 */
final class ProcessLimits {
    /** KiB of address space: heap, code and 100 megapixels decoded twice, with what the JVM only reserves. */
    private static final long ADDRESS_SPACE_KB = 8L << 20;
    /** Of the child's whole life; {@link DecodeChild} has a limit for each file. */
    private static final long CPU_SECONDS = 3_600;
    /** In blocks of 512 bytes: a JPEG of 100 megapixels at high quality has some 60 MB. */
    private static final long FILE_BLOCKS = (256L << 20) / 512;

    private static final String LIMITS = "ulimit -v " + ADDRESS_SPACE_KB + " 2>/dev/null; ulimit -t " + CPU_SECONDS
            + " 2>/dev/null; ulimit -f " + FILE_BLOCKS + " 2>/dev/null; ulimit -c 0 2>/dev/null; exec \"$0\" \"$@\"";

    private ProcessLimits() {}

    /** The command to run instead of {@code command}. */
    static List<String> around(List<String> command) {
        Stream<String> limited = Stream.concat(Stream.of("/bin/sh", "-c", LIMITS), command.stream());
        return (Network.CAN_BE_LEFT_OUT
                        ? Stream.concat(Stream.of("unshare", "--map-root-user", "--net", "--"), limited)
                        : limited)
                .toList();
    }

    /** Whether this machine lets a child go without the network. */
    static boolean leavesOutNetwork() {
        return Network.CAN_BE_LEFT_OUT;
    }

    /** Asked once in the life of a process. */
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
