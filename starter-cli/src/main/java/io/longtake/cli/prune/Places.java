package io.longtake.cli.prune;

import io.longtake.activities.media.MediaStore.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where content is stored.
 *
 * @param files its paths in the home
 * @param bucketBytes its size in a bucket; 0 if it is in none
 */
record Places(List<Path> files, long bucketBytes) {
    static final Places NONE = new Places(List.of(), 0);

    Places {
        files = List.copyOf(files);
    }

    Places with(Path file) {
        if (files.contains(file)) {
            return this;
        }
        var more = new ArrayList<>(files);
        more.add(file);
        return new Places(more, bucketBytes);
    }

    Places with(Stored stored) {
        return stored.file().map(this::with).orElseGet(() -> new Places(files, stored.bytes()));
    }

    /** Whether the stored content itself is one of these places, and not only another copy of it. */
    boolean contains(Stored stored) {
        return stored.file().map(files::contains).orElse(bucketBytes > 0);
    }

    boolean isEmpty() {
        return files.isEmpty() && bucketBytes == 0;
    }

    /** The space in bytes that is freed by deleting the content from all these places. */
    long freedBytes() throws IOException {
        return DiskUse.freed(files) + bucketBytes;
    }
}
