package io.longtake.cli.temporal;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.SqliteFile;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tracks which Temporal version a home's database belongs to. A server only creates its schema in a new file and opens
 * an older one without a check: tables and columns that it needs are missing, and what it writes is lost. Therefore the
 * home records the version that uses the database, and another version is accepted only if its schema is the same.
 */
public final class ServerDatabase {
    /** Time for a server to start with an empty file on a busy machine. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final HomeFolder home;
    private final Path file;
    private final StatusOutput statusOutput;

    public ServerDatabase(HomeFolder home, StatusOutput statusOutput) {
        this.home = home;
        this.file = home.serverDatabase();
        this.statusOutput = statusOutput;
    }

    /** Returns the version that last used the database; empty without a database or a record. */
    public Optional<String> version() {
        return recorded().map(ServerVersion::text);
    }

    Optional<ServerVersion> recorded() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(record()).strip())
                    .filter(text -> !text.isEmpty())
                    .map(ServerVersion::new);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.of(
                    "HomeUnusable",
                    "The version of the server's data can't be read from " + record() + ": " + e.getMessage() + ".",
                    e);
        }
    }

    private Path record() {
        return file.resolveSibling("version");
    }

    /**
     * Checks a program before its server is started, and records its version.
     *
     * @throws CommandFailure if the program's server would not work with the database: exit 2 for a program named by a
     *     setting, else exit 1. The database is unchanged
     */
    public void admit(TemporalBinary.Found found) {
        var version = new ServerVersion(found.version());
        if (Files.exists(file) && !recorded().equals(Optional.of(version))) {
            takeOver(found, version);
        }
        try {
            Durable.write(record(), (version + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void takeOver(TemporalBinary.Found found, ServerVersion version) {
        var last = recorded();
        statusOutput.info("The server's data was written by " + told(last) + "; trying Temporal server " + version
                + " (" + found.origin() + ") on a copy.");
        var copies = file.resolveSibling("before-" + version);
        try {
            copy(copies);
            var problem = problem(found, version, last, copies.resolve(file.getFileName()));
            if (problem.isPresent()) {
                delete(copies);
                throw refused(found, version, last, problem.get());
            }
            statusOutput.info("Temporal server " + version + " can use the data. The copy is kept in " + copies + ".");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static String told(Optional<ServerVersion> version) {
        return version.map(known -> "Temporal server " + known).orElse("an unknown version");
    }

    /** Returns why the database can't be used, as a clause; empty if it can. */
    private Optional<String> problem(
            TemporalBinary.Found found, ServerVersion version, Optional<ServerVersion> last, Path copy)
            throws IOException {
        if (last.isPresent() && version.compareTo(last.get()) < 0) {
            return Optional.of("an older server can't read the data of a newer one");
        }
        var there = new SqliteFile(copy).schema();
        var wanted = schemaOf(found.program());
        var missing = without(wanted, there);
        var unknown = without(there, wanted);
        if (missing.isEmpty() && unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(
                                counted("it lacks ", missing, " that this server needs"),
                                counted("it has ", unknown, " that this server does not know"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" and "))
                + ", and the server does not migrate the database");
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        var left = new TreeSet<>(all);
        left.removeAll(those);
        return left;
    }

    /** @param parts such as {@code table x}, {@code column x.y} */
    private static String counted(String before, Set<String> parts, String after) {
        if (parts.isEmpty()) {
            return "";
        }
        var kinds = new TreeMap<String, Integer>();
        parts.forEach(part -> kinds.merge(part.substring(0, part.indexOf(' ')), 1, Integer::sum));
        return before
                + kinds.entrySet().stream()
                        .map(kind ->
                                kind.getValue() + " " + (kind.getValue() == 1 ? kind.getKey() : plural(kind.getKey())))
                        .collect(Collectors.joining(", "))
                + after;
    }

    private static String plural(String kind) {
        return kind.equals("index") ? "indexes" : kind + "s";
    }

    private CommandFailure refused(
            TemporalBinary.Found found, ServerVersion version, Optional<ServerVersion> last, String why) {
        return new CommandFailure(
                found.named() ? ExitCode.USAGE : ExitCode.FAILED,
                "TemporalVersion",
                "The database " + file + " was written by " + told(last) + ", and Temporal server " + version + " ("
                        + found.program() + ", " + found.origin() + ") can't use it: " + why
                        + ". Nothing was changed. "
                        + last.map(known -> "Use Temporal server " + known
                                        + (known.text().equals(Release.SERVER_VERSION) && found.named()
                                                ? ": unset " + found.origin() + "."
                                                : ": set TEMPORAL_CLI to its program."))
                                .orElse("Set TEMPORAL_CLI to the program that wrote it."));
    }

    /** Returns the tables, columns and indexes that the program's server creates in a new file. */
    private Set<String> schemaOf(Path program) throws IOException {
        var folder = Files.createTempDirectory(home.temporaryFolder(), "schema");
        try {
            var fresh = folder.resolve("temporal.db");
            int port = freePort();
            var process = ChildEnvironment.of(
                            program.toString(),
                            "server",
                            "start-dev",
                            "--db-filename",
                            fresh.toString(),
                            "--ip",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--headless",
                            "--log-level",
                            "error")
                    .redirectErrorStream(true)
                    .redirectOutput(
                            home.logFolder().resolve("temporal-check.log").toFile())
                    .redirectInput(new java.io.File("/dev/null"))
                    .start();
            try {
                awaitListening(process, port);
            } finally {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            return new SqliteFile(fresh).schema();
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted(e);
        } finally {
            delete(folder);
        }
    }

    private void awaitListening(Process process, int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isListening(port)) {
            if (!process.isAlive()
                    || Duration.ofNanos(System.nanoTime() - start).compareTo(START_LIMIT) > 0) {
                throw new IOException(
                        "its server does not start; see " + home.logFolder().resolve("temporal-check.log"));
            }
            Thread.sleep(100);
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Copies the database with its write-ahead log, which has the changes that a killed server had not written to the
     * file yet.
     */
    private void copy(Path into) throws IOException {
        Durable.createFolders(into);
        for (var ending : List.of("", "-wal", "-shm")) {
            var from = file.resolveSibling(file.getFileName() + ending);
            var to = into.resolve(file.getFileName() + ending);
            Files.deleteIfExists(to);
            if (Files.exists(from)) {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
                Durable.force(to);
            }
        }
        Durable.forceFolder(into.resolve("temporal.db"));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandFailure unusable(IOException e) {
        return CommandFailure.of(
                "TemporalVersion",
                "Can't determine whether this Temporal server can use " + file + " (" + e.getMessage()
                        + "). Nothing was changed.",
                e);
    }
}
