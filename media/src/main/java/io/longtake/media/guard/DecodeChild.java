package io.longtake.media.guard;

import com.sun.management.OperatingSystemMXBean;
import io.longtake.media.MediaException;
import io.longtake.media.intake.Intake;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import io.longtake.media.picture.StillWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * The child process of {@link DecodeGuard}. It reads numbered tasks from standard input, one per line, and answers each
 * with a line that starts with the same number. It ends when its input ends, when it has been idle for 30 s, or with a
 * specific exit status when a file exceeds a limit.
 */
public final class DecodeChild {
    static final int IDLE = 5;
    static final int TOO_MUCH_MEMORY = 4;
    static final int TOO_MUCH_TIME = 6;
    static final int HEAP_MB = 256;

    static final String PROBE = "probe";
    static final String JPEG = "jpeg";
    static final String DONE = "done";
    static final String REFUSED = "refused";
    /** Printed once, when the child is ready for tasks. */
    static final String READY = "ready";

    private static final Pattern ANSWER = Pattern.compile("\\d+ (?:" + DONE + "|" + REFUSED + ") ");

    /** 100 megapixels decoded, plus the RGB copy with alpha, plus a margin. */
    private static final long MEMORY_BYTES = 2_500L << 20;
    /** Processor time for one file; a picture of 100 megapixels takes about 5 s. */
    private static final Duration CPU = Duration.ofSeconds(30);

    private static final Duration IDLE_TIME = Duration.ofSeconds(30);
    private static final int MAX_BLOCK_BYTES = 1 << 30;
    private static final long POLL_MILLIS = 50;

    private static volatile long cpuAtStart = Long.MAX_VALUE;

    private DecodeChild() {}

    static boolean isAnswer(String line) {
        return ANSWER.matcher(line).lookingAt();
    }

    public static void main(String[] none) throws InterruptedException {
        daemon(DecodeChild::watch, "watch");
        avutil.av_max_alloc(MAX_BLOCK_BYTES);
        BlockingQueue<String> tasks = new ArrayBlockingQueue<>(4);
        daemon(() -> receive(tasks), "tasks");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(READY);
        while (true) {
            String task = tasks.poll(IDLE_TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (task == null) {
                Runtime.getRuntime().halt(IDLE);
                return;
            }
            cpuAtStart = cpuNanos();
            String[] words = task.split(" ", 2);
            out.println(words[0] + " " + answer(words[1].split(" ", -1)));
            cpuAtStart = Long.MAX_VALUE;
        }
    }

    private static void receive(BlockingQueue<String> tasks) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                tasks.put(line);
            }
        } catch (IOException | InterruptedException e) {
            // Handled like the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private static String answer(String[] task) {
        try {
            return DONE + " " + run(task[0], path(task[1]), path(task[2]));
        } catch (MediaException e) {
            return refusal(e.reason(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refusal(MediaException.Reason.INTERNAL, path(task[1]).getFileName() + " could not be read: " + e);
        } catch (RuntimeException e) {
            // A bug in this program that this file triggers.
            return refusal(
                    MediaException.Reason.UNSUPPORTED,
                    path(task[1]).getFileName() + " can't be read ("
                            + e.getClass().getSimpleName() + ")");
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
            throw e;
        }
    }

    private static String refusal(MediaException.Reason reason, String sentence) {
        return REFUSED + " " + reason + " " + word(sentence);
    }

    private static String run(String task, Path file, Path result) throws IOException {
        if (task.equals(JPEG)) {
            try (Still still = StillReader.read(file)) {
                StillWriter.jpeg(still, result);
            }
            return "";
        }
        return FactsCodec.write(Intake.inspect(file));
    }

    static String word(Object text) {
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String text(String word) {
        return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
    }

    private static Path path(String word) {
        return Path.of(text(word));
    }

    private static void daemon(Runnable job, String name) {
        Thread thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /**
     * Enforces the limits per file. The heap limit doesn't cover native memory, and the kernel's time limit applies to
     * the whole process.
     */
    private static void watch() {
        try {
            while (Pointer.physicalBytes() < MEMORY_BYTES) {
                long begun = cpuAtStart;
                if (begun != Long.MAX_VALUE && cpuNanos() - begun > CPU.toNanos()) {
                    Runtime.getRuntime().halt(TOO_MUCH_TIME);
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
    }
}
