package io.longtake.studio;

import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Chats;
import io.longtake.studio.config.StudioConfig.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A studio in a separate process, to be killed. Edits take {@code editMillis}; renders never end if so configured. */
final class StudioProcess implements AutoCloseable {
    private final Process process;
    private final String baseUrl;

    private StudioProcess(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Runs in the process. Arguments: folder, length of an edit, whether renders end. Prints the studio's address. */
    public static void main(String[] arguments) throws IOException {
        StudioConfig config = StudioConfig.in(Path.of(arguments[0]))
                .withChats(new Chats(
                        Dialect.TYPED,
                        Duration.ofMillis(50),
                        Duration.ofMillis(Long.parseLong(arguments[1])),
                        false,
                        0));
        CountDownLatch gate = new CountDownLatch(Boolean.parseBoolean(arguments[2]) ? 0 : 1);
        Studio studio = Studio.start(config, TestStudios.parts(new FakeRenderer(gate)));
        System.out.println(studio.baseUrl());
    }

    static StudioProcess start(Path folder, Duration edit, boolean rendersEnd) {
        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StudioProcess.class.getName(),
                            folder.toString(),
                            String.valueOf(edit.toMillis()),
                            String.valueOf(rendersEnd)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new StudioProcess(process, out.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Kills the process like {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
