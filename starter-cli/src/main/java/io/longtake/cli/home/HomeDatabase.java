package io.longtake.cli.home;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.media.natives.NativeLibraries;
import io.longtake.studio.StudioSchema;
import io.longtake.studio.database.DatabaseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The databases of a home: their damage checks, and what is lost or kept when one is damaged. */
public enum HomeDatabase {
    SERVER(
            "server/temporal.db",
            "namespaces executions history_node",
            "It holds the sessions, their histories and the queues. Delivered films and everything in %1$s/media are"
                    + " not affected."),
    STUDIO(
            "studio/studio.db",
            "account project media message render",
            "It holds the studio's projects. The sessions and their media are stored elsewhere: without this file,"
                    + " `longtake rebuild NAME --replay-edits` recreates the project of a session."),
    LEDGER(
            "studio/ledger.db",
            "request",
            "It holds only a log of the requests the studio answered; nothing depends on it.");

    private static final Duration START_LIMIT = Duration.ofSeconds(2);
    private static final Duration DOCTOR_LIMIT = Duration.ofSeconds(10);

    private final String path;
    /** Separated by spaces. */
    private final String tables;

    private final String holds;

    HomeDatabase(String path, String tables, String holds) {
        this.path = path;
        this.tables = tables;
        this.holds = holds;
    }

    /**
     * A damaged database.
     *
     * @param what the problem, with the name of the file
     * @param fix what is kept, and what to do
     */
    public record Damage(String what, String fix) {
        String sentence() {
            return what + " " + fix;
        }
    }

    public Path file(HomeFolder home) {
        return home.root().resolve(path);
    }

    /** A thorough check, for {@code doctor}; takes at most about ten seconds. */
    public Optional<Damage> damage(HomeFolder home) {
        return damage(home, DOCTOR_LIMIT);
    }

    private Optional<Damage> damage(HomeFolder home, Duration limit) {
        var file = file(home);
        return new SqliteFile(file)
                .damage(List.of(tables.split(" ", -1)), limit)
                .map(what -> new Damage(
                        "The database " + file + " " + what + ".",
                        String.format(holds, home.root()) + " Restore a backup of " + file
                                + " with its -wal and -shm files, or move it away (mv " + file
                                + "* FOLDER) to start with an empty database."));
    }

    /**
     * Checks the database before a process that uses it is started.
     *
     * @throws CommandFailure exit 1, when it is damaged
     */
    public void refuseDamaged(HomeFolder home, ExecutableFolder executables) {
        if (!java.nio.file.Files.exists(file(home))) {
            return;
        }
        NativeLibraries.unpackInto(executables.natives());
        damage(home, START_LIMIT).ifPresent(damage -> {
            throw new CommandFailure(ExitCode.FAILED, "DatabaseDamaged", damage.sentence());
        });
    }

    /**
     * Checks the version of undamaged databases before a studio is started.
     *
     * @throws CommandFailure exit 1, when a newer version of Longtake wrote them
     */
    public static void refuseNewerStudio(HomeFolder home) {
        try {
            StudioSchema.refuseNewer(home.studioFolder());
        } catch (DatabaseException e) {
            throw CommandFailure.of("StudioFailed", "The studio can't start: " + e.getMessage() + ".", e);
        }
    }
}
