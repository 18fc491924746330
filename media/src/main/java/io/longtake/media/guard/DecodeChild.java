package io.longtake.media.guard;

import io.longtake.media.MediaException;
import io.longtake.media.MediaInfo;
import io.longtake.media.MediaProbe;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import io.longtake.media.picture.StillWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * The process that {@link DecodeGuard} starts: one task on one file, one line as the answer, an exit status as the verdict.
 */
public final class DecodeChild {
    static final int DONE = 0;
    static final int REFUSED = 3;
    static final int TOO_MUCH_MEMORY = 4;
    static final int HEAP_MB = 256;

    /** 100 megapixels decoded, as RGB and with alpha, and a margin. */
    private static final long MEMORY_BYTES = 2_500L << 20;

    private static final int LARGEST_BLOCK_BYTES = 1 << 30;
    private static final long LOOK_MILLIS = 50;

    private DecodeChild() {}

    /** @param arguments the task, the file, where the result goes */
    public static void main(String[] arguments) {
        watchMemory();
        avutil.av_max_alloc(LARGEST_BLOCK_BYTES);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            out.println(run(arguments[0], Path.of(arguments[1]), Path.of(arguments[2])));
            Runtime.getRuntime().halt(DONE);
        } catch (MediaException e) {
            out.println(e.reason() + " " + e.getMessage());
        } catch (IOException e) {
            out.println(MediaException.Reason.INTERNAL + " " + e.getMessage());
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
        }
        Runtime.getRuntime().halt(REFUSED);
    }

    private static String run(String task, Path file, Path result) throws IOException {
        if (task.equals("jpeg")) {
            try (Still still = StillReader.read(file)) {
                StillWriter.jpeg(still, result);
            }
            return "";
        }
        MediaInfo info = MediaProbe.probe(file);
        return info.kind() + " " + info.format() + " " + info.width() + " " + info.height() + " "
                + info.duration().toMillis() + " " + info.fps() + " " + info.hasAudio();
    }

    /** The heap's limit doesn't bind native memory; this does. */
    private static void watchMemory() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (Pointer.physicalBytes() < MEMORY_BYTES) {
                            Thread.sleep(LOOK_MILLIS);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
                },
                "memory-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
