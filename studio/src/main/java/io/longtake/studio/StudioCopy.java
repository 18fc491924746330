package io.longtake.studio;

import io.longtake.studio.chat.Messages;
import io.longtake.studio.database.Database;
import io.longtake.studio.render.Renders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A studio's folder that was copied: it becomes a studio of its own, with the finished work of the original and none of its queue. */
public final class StudioCopy {
    private static final List<String> THE_ORIGINALS = List.of("identity", "admin.key", "files.port");

    private StudioCopy() {}

    /**
     * Ends what waits or runs in the folder and forgets whose it was. No studio may be working in it. Safe to repeat.
     *
     * @throws IOException when the folder can't be written
     * @throws io.longtake.studio.database.DatabaseException when its database can't be opened, or a newer studio wrote it
     */
    public static void settle(Path folder) throws IOException {
        Path file = StudioSchema.database(folder);
        if (Files.exists(file)) {
            try (Database database = Database.open(file, Database.Durability.POWER_LOSS, StudioSchema.SCHEMA)) {
                Messages.endWaiting(
                        database, Clock.systemUTC(), "Not done: this studio was copied before it was done.");
                Renders.endWaiting(database, Clock.systemUTC(), "this studio was copied before it was done");
            }
        }
        for (String name : THE_ORIGINALS) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
