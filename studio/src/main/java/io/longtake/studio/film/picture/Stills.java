package io.longtake.studio.film.picture;

import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cache of the most recently used decoded stills, because a long take has many shots of the same photo. */
final class Stills implements AutoCloseable {
    private static final int KEPT = 2;

    private final Map<Path, Still> open = new LinkedHashMap<>(4, 0.75f, true);

    Still get(Path file) throws IOException {
        Still known = open.get(file);
        if (known != null) {
            return known;
        }
        while (open.size() >= KEPT) {
            Path oldest = open.keySet().iterator().next();
            open.remove(oldest).close();
        }
        Still still = StillReader.read(file);
        open.put(file, still);
        return still;
    }

    @Override
    public void close() {
        open.values().forEach(Still::close);
        open.clear();
    }
}
