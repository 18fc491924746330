package io.longtake.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the files of a folder that are complete: their size and time of modification have not changed for five seconds. */
final class Arrivals {
    static final Duration STILL = Duration.ofSeconds(5);

    /**
     * A file as it was seen.
     *
     * @param bytes its size
     * @param modifiedMs Unix time of its last modification, in ms
     */
    record Seen(long bytes, long modifiedMs) {}

    /** A file that has not changed since. */
    private record Unchanged(Seen file, long sinceNanos, boolean reported) {}

    private final Map<String, Unchanged> files = new HashMap<>();

    /**
     * The names of files that are complete now. A file is named once, and again if it changes. Empty files are not complete.
     *
     * @param listing all files of the folder, by name
     * @param nowNanos a time that does not depend on the system's clock
     */
    List<String> complete(Map<String, Seen> listing, long nowNanos) {
        files.keySet().retainAll(listing.keySet());
        List<String> complete = new ArrayList<>();
        listing.forEach((name, seen) -> {
            var known = files.get(name);
            if (known == null || !known.file().equals(seen)) {
                files.put(name, new Unchanged(seen, nowNanos, false));
            } else if (!known.reported()
                    && seen.bytes() > 0
                    && Duration.ofNanos(nowNanos - known.sinceNanos()).compareTo(STILL) >= 0) {
                files.put(name, new Unchanged(seen, known.sinceNanos(), true));
                complete.add(name);
            }
        });
        return complete.stream().sorted().toList();
    }

    /** Names the file again when it has not changed for five more seconds. */
    void forget(String name) {
        files.remove(name);
    }
}
