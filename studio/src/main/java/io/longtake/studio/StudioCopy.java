package io.longtake.studio;

import io.longtake.studio.chat.Messages;
import io.longtake.studio.database.Database;
import io.longtake.studio.render.Renders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Turns a copy of a studio's folder into a studio of its own, with the finished work of the original but without its queue. */
public final class StudioCopy {
    private static final List<String> THE_ORIGINALS = List.of("identity", "admin.key", "files.port");

    private StudioCopy() {}

    /**
     * Ends the waiting and running work of the folder and deletes the original's identity. No studio may use the folder
     * meanwhile. Idempotent.
     *
     * @throws IOException when the folder cannot be written
     * @throws io.longtake.studio.database.DatabaseException when its database cannot be opened, or a newer studio wrote it
     */
    public static void settle(Path folder) throws IOException {
        Path file = StudioSchema.database(folder);
        if (Files.exists(file)) {
            try (Database database = Database.open(file, Database.Durability.POWER_LOSS, StudioSchema.SCHEMA)) {
                Messages.endWaiting(
                        database, Clock.systemUTC(), "Not done: this studio was copied before the edit finished.");
                Renders.endWaiting(database, Clock.systemUTC(), "this studio was copied before the render finished");
            }
        }
        for (String name : THE_ORIGINALS) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
