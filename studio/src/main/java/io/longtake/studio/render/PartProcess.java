package io.longtake.studio.render;

import io.longtake.media.MediaException;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.libav.FilmParts;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.TimelineEditor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renders parts of one film in a separate process, one after the other: a warm process renders faster than a new one. Its argument
 * is the file of a {@link RenderJob}. It reads the names of parts from standard input, reports to the parent on standard output as
 * {@link RenderProcess} does, and ends when standard input ends or no name arrives for some time.
 */
public final class PartProcess {
    /** The film has no part of this name. */
    static final String UNKNOWN = "unknown";
    /** The machine has a problem, such as a full disk; the film may be all right. */
    static final String TROUBLE = "trouble ";

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final RenderJob job;
    private final FilmParts parts;
    private final PrintStream out;

    private PartProcess(RenderJob job, PrintStream out) throws IOException {
        this.job = job;
        this.parts = FilmParts.of(new TimelineEditor(new SentenceEditor()).film(job.draft(), job.media(), job.seed()));
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(names), "parent");
        reader.setDaemon(true);
        reader.start();
        PartProcess process;
        try {
            process = new PartProcess(RenderJob.of(Json.read(Files.readString(Path.of(arguments[0])))), out);
        } catch (IOException | RuntimeException e) {
            say(out, sentence(e));
            Runtime.getRuntime().halt(1);
            return;
        }
        for (String name = next(names); name != null; name = next(names)) {
            process.render(name);
        }
        Runtime.getRuntime().halt(0);
    }

    private static @Nullable String next(BlockingQueue<String> names) throws InterruptedException {
        return names.poll(IDLE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void read(BlockingQueue<String> names) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                names.add(line);
            }
        } catch (IOException e) {
            // Treated like the end of input.
        }
        Runtime.getRuntime().halt(2);
    }

    private void render(String name) {
        if (!parts.contains(name)) {
            say(out, UNKNOWN);
            return;
        }
        try {
            parts.render(name, job.work(), fraction -> say(out, RenderProcess.PROGRESS + fraction));
            say(out, RenderProcess.DONE);
        } catch (IOException | RuntimeException e) {
            say(out, sentence(e));
        }
    }

    /** A file that can't be used fails on each machine. */
    private static String sentence(Exception e) {
        boolean lasting = e instanceof MediaException || e instanceof RuntimeException;
        String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        return (lasting ? RenderProcess.FAILED : TROUBLE) + why.replace('\n', ' ');
    }

    private static void say(PrintStream out, String word) {
        out.println(RenderProcess.MARK + word);
    }
}
