package io.longtake.studio.render;

import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import io.longtake.studio.project.TimelineEditor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a render in a separate process. Its argument is the job's file. It reports its progress to the parent on standard output,
 * and ends when standard input ends, which also happens when the parent crashes.
 */
public final class RenderProcess {
    /** The prefix of each line for the parent; libraries may print other lines. */
    static final String MARK = "longtake-render ";

    static final String PROGRESS = "progress ";
    static final String DONE = "done";
    static final String FAILED = "failed ";

    private RenderProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JavaChild.endWithParent();
        RenderJob job = RenderJob.of(Json.read(Files.readString(Path.of(arguments[0]))));
        try {
            new InProcessRunner(new TimelineEditor(new SentenceEditor()), new LibavFilmRenderer())
                    .run(job, fraction -> out.println(MARK + PROGRESS + fraction), () -> false);
            out.println(MARK + DONE);
            out.flush();
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            out.println(MARK + FAILED + why.replace('\n', ' '));
            out.flush();
            Runtime.getRuntime().halt(1);
        }
    }
}
