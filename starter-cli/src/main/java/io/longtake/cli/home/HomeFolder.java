package io.longtake.cli.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.durable.DiskErrors;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A home: one independent installation with its own server data, ports, keys, media and logs. It records the location where it
 * was made ({@link HomePlace}); a home that is found elsewhere is refused until {@code longtake home adopt}.
 */
public final class HomeFolder {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private static final List<String> MADE_AT_ONCE = List.of(
            "run", "logs", "server", "requests", "views", "media", "downloads", "keys", "tokens", "intents", "tmp");

    /** Created when needed; their existence shows that they were needed. */
    private static final List<String> MADE_LATER = List.of("bin", "studio", "cache", "deliveries", "rendering");

    private static final Set<String> FILES =
            Set.of("installation", "place", "ports", "client_id", "open.html", "chat-history", "store");

    private static final String INSTALLATION = "installation";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final String id;

    private HomeFolder(Path root, String id) {
        this.root = root;
        this.id = id;
    }

    /**
     * Opens the home and creates missing folders.
     *
     * @throws CommandFailure when the folder can't be created or written
     */
    public static HomeFolder open(Path path) {
        var root = path.toAbsolutePath().normalize();
        try {
            Durable.createFolders(root);
            root = root.toRealPath();
            makeOwnerOnly(root);
            var probe = Files.createTempFile(root.resolve("run"), "probe", "");
            Files.delete(probe);
            var home = new HomeFolder(root, identity(root.resolve(INSTALLATION)));
            home.recordPlaceIfNew();
            return home;
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static CommandFailure unusable(Path root, IOException e) {
        return CommandFailure.of(
                "HomeUnusable",
                "The home " + root + " can't be used (" + DiskErrors.reason(e)
                        + "). Specify a writable folder with LONGTAKE_HOME or --home.",
                e);
    }

    /**
     * Makes the home private, because it contains keys and users' photos. A folder that contains nothing else becomes private as
     * a whole. A folder that also contains other files, or belongs to another user (a mounted volume), is not changed; only
     * Longtake's folders in it become private.
     */
    private static void makeOwnerOnly(Path root) throws IOException {
        if (containsOnlyLongtakeFiles(root)) {
            makePrivate(root);
        }
        for (var folder : MADE_AT_ONCE) {
            Files.createDirectories(root.resolve(folder));
            makePrivate(root.resolve(folder));
        }
        for (var folder : MADE_LATER) {
            if (Files.isDirectory(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                makePrivate(root.resolve(folder));
            }
        }
    }

    private static boolean containsOnlyLongtakeFiles(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> MADE_AT_ONCE.contains(name) || MADE_LATER.contains(name) || FILES.contains(name));
        }
    }

    /** Leaves symbolic links and folders of other users unchanged: they are assumed to be set up on purpose. */
    private static void makePrivate(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            return;
        }
        try {
            var now = Files.getPosixFilePermissions(folder);
            if (!PRIVATE.containsAll(now)) {
                now.retainAll(PRIVATE);
                Files.setPosixFilePermissions(folder, now);
            }
        } catch (FileSystemException | UnsupportedOperationException e) {
            // The folder belongs to another user, or the file system has no POSIX permissions and uses its own rules.
        }
    }

    private static String identity(Path file) throws IOException {
        if (Files.exists(file)) {
            var id = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (!id.isEmpty()) {
                return id;
            }
        }
        var fresh = (UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
        // If two commands start at the same moment, one of them creates the file; both then read that file.
        if (!Durable.createOnce(file, fresh) && Files.size(file) == 0) {
            Durable.write(file, fresh);
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    /**
     * A home that is not where it was made.
     *
     * @param recordedPath its original path; empty if unknown
     * @param what a clause that describes what was found
     * @param sameFolder whether it is the same folder under another path, not a copy
     */
    public record Displaced(String recordedPath, String what, boolean sameFolder) {
        /** A message that describes the problem and the solution. */
        public String sentence(Path root) {
            if (sameFolder) {
                return "The home " + root + " " + what
                        + ". It is the same folder under another path. Stop Longtake there,"
                        + " then run `longtake home adopt --moved` here.";
            }
            return "The home " + root + " " + what
                    + ". Running two copies would repeat the same unfinished work, so Longtake refuses this home. If"
                    + " the original is gone, run `longtake home adopt --moved`. If the original still exists or may be"
                    + " used again, run `longtake home adopt --copied`.";
        }
    }

    /** Compares the recorded location of the home with the present one; empty if the home is in its place. */
    public Optional<Displaced> displaced() {
        var made = recordedPath();
        if (made.isEmpty()) {
            return Optional.of(new Displaced("", "has no readable record of where it was created", false));
        }
        try {
            var now = present();
            boolean doubtful = made.get().to(now) == HomePlace.Difference.FOLDER;
            return displaced(made.get(), doubtful ? now.withCreationTimeOf(root.resolve(INSTALLATION)) : now);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private Optional<Displaced> displaced(HomePlace made, HomePlace now) throws IOException {
        var path = made.path();
        return switch (made.to(now)) {
            case NONE -> Optional.empty();
            case RENUMBERED -> {
                record(made.refreshed(now));
                yield Optional.empty();
            }
            case PATH ->
                Optional.of(
                        isElsewhere(path)
                                ? new Displaced(path, "is a clone of the volume that holds " + path, false)
                                : new Displaced(path, "was created at " + path, true));
            case FOLDER ->
                Optional.of(new Displaced(
                        path, "is a copy or a restored backup of the home that was created at " + path, false));
            case MACHINE -> Optional.of(new Displaced(path, "was created on another machine", false));
        };
    }

    /** Whether another home exists at the path: a snapshot has the numbers and times of the volume that it was made from. */
    private boolean isElsewhere(String path) throws IOException {
        var other = Path.of(path);
        return Files.exists(other.resolve(INSTALLATION)) && !Files.isSameFile(other, root);
    }

    private Path placeFile() {
        return root.resolve("place");
    }

    private HomePlace present() throws IOException {
        return HomePlace.of(root, root.resolve(INSTALLATION), Machine.id());
    }

    /** The recorded location; empty if it can't be read. */
    private Optional<HomePlace> recordedPath() {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(placeFile()), HomePlace.class))
                    .filter(place -> place.path() != null
                            && place.changed() != null
                            && place.birth() != null
                            && place.machine() != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Records the location of a home without databases: such a home has no work that a copy could repeat. */
    private void recordPlaceIfNew() throws IOException {
        if (!Files.exists(placeFile())
                && Arrays.stream(HomeDatabase.values())
                        .map(one -> one.file(this))
                        .noneMatch(Files::exists)) {
            recordPlace();
        }
    }

    /** Records the present location of the home; the record is synced to disk when the method returns. */
    public void recordPlace() throws IOException {
        record(present().withCreationTimeOf(root.resolve(INSTALLATION)));
    }

    private void record(HomePlace place) throws IOException {
        Durable.write(placeFile(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(place));
    }

    /** Gives the home a new identity: other ports, no processes, no unanswered requests. Its location is not recorded yet. */
    public HomeFolder withNewIdentity() throws IOException {
        Files.deleteIfExists(root.resolve("ports"));
        empty(runFolder(), name -> !name.equals("lock"));
        empty(requestFolder(), name -> true);
        if (Files.isDirectory(Deliveries.folder(root))) {
            // Deliveries of the original belong to the original.
            empty(Deliveries.folder(root), name -> true);
        }
        var fresh = UUID.randomUUID().toString();
        Durable.write(root.resolve(INSTALLATION), (fresh + "\n").getBytes(StandardCharsets.UTF_8));
        return new HomeFolder(root, fresh);
    }

    private static void empty(Path folder, Predicate<String> which) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (which.test(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Whether other users can read the folder, because it also contains other files or belongs to another user and was not
     * changed.
     */
    public boolean openToOthers() {
        try {
            return !PRIVATE.containsAll(Files.getPosixFilePermissions(root));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    /** A random identity, created once; it distinguishes this home's server from another that answers on the same port. */
    public String id() {
        return id;
    }

    public Path runFolder() {
        return root.resolve("run");
    }

    public Path logFolder() {
        return root.resolve("logs");
    }

    public Path serverDatabase() {
        return root.resolve("server").resolve("temporal.db");
    }

    /** Exists after a studio has worked in this home. */
    public Path studioFolder() {
        return root.resolve("studio");
    }

    /** Creates the studio's folder, for a studio that is about to start. */
    public Path openStudioFolder() throws IOException {
        Files.createDirectories(studioFolder());
        makePrivate(studioFolder());
        return studioFolder();
    }

    /** The folders in which child processes render parts of films. */
    public Path renderingFolder() {
        return root.resolve("rendering");
    }

    public Path mediaFolder() {
        return root.resolve("media");
    }

    /** Requests of commands that were sent and have not been answered. */
    public Path requestFolder() {
        return root.resolve("requests");
    }

    /** For temporary files of the home's processes: {@code /tmp} may be full, missing, or mounted {@code noexec}. */
    public Path temporaryFolder() {
        return root.resolve("tmp");
    }

    public Path keyFolder() {
        return root.resolve("keys");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
