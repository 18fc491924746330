package io.longtake.cli.doctor;

import io.longtake.activities.credential.ClientId;
import io.longtake.cli.home.FreeSpace;
import io.longtake.cli.home.HomeDatabase;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.prune.DiskUse;
import io.longtake.cli.setting.ByteSizes;
import io.longtake.cli.store.SharedState;
import io.longtake.media.natives.NativeLibraries;
import io.longtake.studio.film.text.Shaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteJDBCLoader;

/** Checks the home for {@code doctor}: its location, its disk, its files. Changes nothing in them. */
public final class HomeDoctor {
    private static final long LITTLE_SPACE_BYTES = 2_000_000_000;

    private final Invocation invocation;

    public HomeDoctor(Invocation invocation) {
        this.invocation = invocation;
    }

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try {
            var home = invocation.unverifiedHome();
            findings.add(place(home));
            findings.add(space(home));
            findings.addAll(storage(home));
            findings.add(natives());
            for (var database : HomeDatabase.values()) {
                if (Files.exists(database.file(home))) {
                    findings.add(database(home, database));
                }
            }
            var state = SharedState.reading(home, invocation.settings(), invocation.environment());
            findings.addAll(store(state));
            findings.addAll(secrets(home, state));
        } catch (CommandFailure e) {
            findings.add(new Finding("home", false, "unusable", e.sentence()));
        }
        return findings;
    }

    private static Finding place(HomeFolder home) {
        var displaced = home.displaced();
        if (displaced.isPresent()) {
            return new Finding("home", false, home.toString(), displaced.get().sentence(home.root()));
        }
        return home.openToOthers()
                ? new Finding(
                        "home",
                        false,
                        home + " can be read by other users",
                        "Other users can't open the folders with keys and media. To protect the rest, run: chmod go= "
                                + home)
                : new Finding("home", true, home.toString(), "");
    }

    private static Finding space(HomeFolder home) {
        try {
            long free = FreeSpace.bytes(home.root());
            var text = free / 1_000_000_000 + " GB free";
            return free > LITTLE_SPACE_BYTES
                    ? new Finding("disk", true, text, "")
                    : new Finding("disk", false, text, "Free disk space, or set LONGTAKE_HOME to another home.");
        } catch (IOException e) {
            return new Finding("disk", false, "can't be determined", String.valueOf(e.getMessage()));
        }
    }

    /** The disk usage of the home; a shared file is counted in each of its folders, and once more as shared. */
    private static List<Finding> storage(HomeFolder home) {
        var media = home.mediaFolder();
        var films = home.studioFolder().resolve("films");
        var uploads = home.studioFolder().resolve("media");
        try {
            return List.of(
                    size("media store", media, DiskUse.of(media)),
                    size("studio films", films, DiskUse.of(films)),
                    size("studio uploads", uploads, DiskUse.of(uploads)),
                    new Finding(
                            "shared",
                            true,
                            ByteSizes.readable(DiskUse.shared(List.of(media), List.of(films, uploads)))
                                    + " of the media store is shared with the studio and stored once",
                            ""),
                    size("temporal data", home.serverDatabase(), DiskUse.of(databaseFiles(home.serverDatabase()))),
                    size("logs", home.logFolder(), DiskUse.of(home.logFolder())));
        } catch (IOException e) {
            return List.of(new Finding("storage", false, "can't be read", String.valueOf(e.getMessage())));
        }
    }

    private static Path[] databaseFiles(Path database) {
        return List.of("", "-wal", "-shm").stream()
                .map(ending -> database.resolveSibling(database.getFileName() + ending))
                .toArray(Path[]::new);
    }

    private static Finding size(String what, Path place, long bytes) {
        return new Finding(what, true, ByteSizes.readable(bytes) + " in " + place, "");
    }

    /** Loads the native libraries of studio and worker, from the same folder as they do. */
    private Finding natives() {
        try {
            var folder = invocation.executables().natives();
            NativeLibraries.unpackInto(folder);
            SQLiteJDBCLoader.initialize();
            NativeLibraries.loadCodecs();
            Shaper.load();
            return new Finding("natives", true, "loaded from " + folder, "");
        } catch (CommandFailure e) {
            return new Finding("natives", false, "can't be loaded", e.sentence());
        } catch (Exception | LinkageError e) {
            return new Finding(
                    "natives",
                    false,
                    "can't be loaded (" + firstLine(e) + ")",
                    "Longtake runs on Linux on x86-64, with glibc. To use another folder for native libraries, set"
                            + " LONGTAKE_NATIVES.");
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Finding database(HomeFolder home, HomeDatabase database) {
        var file = database.file(home);
        var name = file.getFileName().toString().replace(".db", "") + " data";
        return database.damage(home)
                .map(damage -> new Finding(name, false, damage.what(), damage.fix()))
                .orElseGet(() -> new Finding(name, true, file + size(file), ""));
    }

    private static String size(Path file) {
        try {
            return ", " + (Files.size(file) + 999_999) / 1_000_000 + " MB";
        } catch (IOException e) {
            return "";
        }
    }

    /** Looks for an object that does not exist: this shows whether the bucket answers and may be read. */
    private static List<Finding> store(SharedState state) {
        if (state.bucket().isEmpty()) {
            return List.of();
        }
        var bucket = state.bucket().get().toString();
        try (var stores = state.open()) {
            stores.media().find("0".repeat(64));
            return List.of(new Finding("store", true, bucket + "; this home keeps copies in its media folder", ""));
        } catch (IOException e) {
            return List.of(new Finding("store", false, bucket + " can't be used", e.getMessage() + "."));
        }
    }

    private static List<Finding> secrets(HomeFolder home, SharedState state) {
        var findings = new ArrayList<Finding>();
        var damaged = state.keys().damaged();
        if (!damaged.isEmpty()) {
            findings.add(
                    new Finding(
                            "keys",
                            false,
                            "unreadable: " + String.join(", ", damaged),
                            "Restore the file from a backup: without it, the tokens and payloads that it encrypted can't be"
                                    + " decrypted. If payloads.encrypt was never on, you can remove it and set NEMO_TOKEN again."));
        }
        try {
            ClientId.ofStudioIfAny(home.root());
        } catch (IOException e) {
            findings.add(new Finding("client id", false, "unreadable", String.valueOf(e.getMessage())));
        }
        return findings;
    }
}
