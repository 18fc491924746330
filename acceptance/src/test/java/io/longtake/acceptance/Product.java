package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Longtake as a user runs it: commands in separate processes, in a home of its own. Closing stops everything that was started. */
final class Product implements AutoCloseable {
    /** The result of a command. */
    record Result(int exit, String out, String err) {
        /** The JSON documents of {@code --events}. */
        List<JsonNode> lines() {
            return out.lines().map(line -> new Result(exit, line, err).json()).toList();
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("not one JSON document: " + out + "\n" + err, e);
            }
        }
    }

    /** The output of a process so far. */
    static final class Said {
        private final StringBuilder text = new StringBuilder();

        private synchronized void more(String words) {
            text.append(words);
        }

        synchronized boolean isEmpty() {
            return text.isEmpty();
        }

        @Override
        public synchronized String toString() {
            return text.toString();
        }
    }

    /**
     * A running command.
     *
     * @param said the output for the user so far
     */
    record Running(Process process, CompletableFuture<String> out, CompletableFuture<String> err, Said said) {
        Result await(Duration limit) {
            try {
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(
                            "the command did not end within " + limit + ":\n" + out.join() + err.join());
                }
                return new Result(process.exitValue(), out.join(), err.join());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final Path PHOTO = ROOT.resolve("acceptance/src/test/photos/mountains.jpg");
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** The first start on a fresh machine builds the Temporal server, which takes three minutes when nothing else runs. */
    private static final Duration FIRST_START_LIMIT = Duration.ofMinutes(20);

    final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private List<String> wrapper = List.of();

    Product(Path home) {
        this.home = home;
        environment.put("LONGTAKE_HOME", home.toString());
        // The recovery ladder waits as long as the contract says by default; here the backend is local.
        environment.put("LONGTAKE_VERIFY_FIRST", "2s");
        environment.put("LONGTAKE_VERIFY_EVERY", "3s");
        environment.put("NO_COLOR", "1");
    }

    Product with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs as a user whose own files are elsewhere, but with the Temporal server that was already built. */
    Product ofAnotherPerson(Path folder) {
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(set -> !set.isBlank())
                .orElseGet(() -> System.getenv("HOME") + "/.cache");
        return with("HOME", folder.toString()).with("XDG_CACHE_HOME", cache);
    }

    /** Starts commands through another program, which receives the command line as its last arguments. */
    Product within(List<String> program) {
        wrapper = List.copyOf(program);
        return this;
    }

    /** The program that runs this home's Temporal server; available after a server was started. */
    String temporalProgram() {
        for (JsonNode finding : run("doctor", "--json").json()) {
            if (finding.path("what").asText().equals("temporal")) {
                return finding.path("found").asText().replaceFirst(" \\([^)]*\\)$", "");
            }
        }
        throw new AssertionError("doctor does not report the temporal program");
    }

    /** Sets what the launcher sets on a terminal. */
    Product onATerminal() {
        options.add("-Dlongtake.terminal=true");
        return this;
    }

    /** The command that makes a film of the sample photo. */
    static String[] make(String prompt, Path output, String... options) {
        return Stream.concat(
                        Stream.of("make", PHOTO.toString(), "--prompt", prompt, "--output", output.toString()),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    /** Runs a command to its end. With {@code --json} its output also has to match the command's schema. */
    Result run(String... arguments) {
        Result result = start(arguments).await(Files.isDirectory(home) ? LIMIT : FIRST_START_LIMIT);
        PrintedDocument.check(List.of(arguments), result.out());
        return result;
    }

    /** Runs a command that has to succeed. */
    Result ok(String... arguments) {
        Result result = run(arguments);
        if (result.exit() != 0) {
            throw new AssertionError("longtake " + String.join(" ", arguments) + " ended with " + result.exit() + "\n"
                    + result.err() + result.out());
        }
        return result;
    }

    /** Runs a command with input on its standard input. */
    Result pipe(String input, String... arguments) {
        return start(input, arguments).await(LIMIT);
    }

    Running start(String... arguments) {
        return start("", arguments);
    }

    /** Starts a command whose standard input stays open. */
    Process open(String... arguments) {
        try {
            return builder(arguments).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(CommandClasses.options(classPath()));
        command.addAll(List.of("-cp", classPath(), "io.longtake.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.getParent().toFile());
        for (String inherited : List.of("NEMO_TOKEN", "NEMO_API_URL", "NEMO_CLIENT_ID", "TEMPORAL_ADDRESS")) {
            builder.environment().remove(inherited);
        }
        // The short jobs of the tests end before optimized code would pay for its compilation.
        builder.environment().put("LONGTAKE_SERVICE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return builder;
    }

    private Running start(String input, String[] arguments) {
        try {
            Process process = open(arguments);
            try (var toIt = process.getOutputStream()) {
                toIt.write(input.getBytes(StandardCharsets.UTF_8));
            }
            Said said = new Said();
            return new Running(
                    process,
                    reader(process.getInputStream(), new Said()),
                    reader(process.getErrorStream(), said),
                    said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each reader has a thread of its own, because the common pool has too few threads when several commands run. */
    private static CompletableFuture<String> reader(InputStream stream, Said soFar) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                        char[] some = new char[4096];
                        for (int read = text.read(some); read >= 0; read = text.read(some)) {
                            soFar.more(String.valueOf(some, 0, read));
                        }
                    } catch (IOException e) {
                        // The process was killed: its output up to then counts.
                    }
                    return soFar.toString();
                },
                Product::onAThread);
    }

    private static void onAThread(Runnable work) {
        Thread thread = new Thread(work, "reads a command");
        thread.setDaemon(true);
        thread.start();
    }

    /** The jars that the launcher would use, in the same order. */
    private static String classPath() {
        Path target = ROOT.resolve("starter-cli/target");
        try (var own = Files.list(target);
                var others = Files.list(target.resolve("dist/lib"))) {
            Path main = own.filter(p -> p.getFileName().toString().matches("longtake-starter-cli-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("starter-cli is not packaged yet"));
            Stream<Path> rest = others.sorted(Comparator.comparing(
                            (Path jar) -> !jar.getFileName().toString().startsWith("picocli-"))
                    .thenComparing(Comparator.naturalOrder()));
            return Stream.concat(Stream.of(main), rest).map(Path::toString).collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a background process, which has to be running. */
    HomeProcesses.Service service(String name) {
        return new HomeProcesses(home).find(name).orElseThrow(() -> new AssertionError("no " + name + " is running"));
    }

    /** Whether the process runs; a zombie does not count. */
    static boolean runs(long pid) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")).length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal, such as {@code STOP} or {@code CONT}, as a shell's {@code kill} does. */
    static void signal(String name, long pid) {
        try {
            int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends {@code kill -9} and returns when the process is gone. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            Waiting.until("process " + pid + " ends", Duration.ofSeconds(20), () -> hasEnded(pid));
        });
    }

    /** Whether all threads of the process have ended. A parent that is paused itself leaves a zombie. */
    private static boolean hasEnded(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return (state == 'Z' || state == 'X') && threads.count() == 1;
        } catch (IOException | UncheckedIOException gone) {
            return true;
        }
    }

    JsonNode show(String session) {
        return ok("show", session, "--json").json();
    }

    @Override
    public void close() {
        run("down");
    }
}
