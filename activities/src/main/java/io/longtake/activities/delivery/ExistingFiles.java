package io.longtake.activities.delivery;

import io.longtake.activities.delivery.DeliveryBook.Entry;
import io.longtake.activities.delivery.DeliveryBook.Page;
import io.longtake.activities.media.MediaStore;
import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Determines what exists at a path from the delivery records of the home. */
final class ExistingFiles {
    private final MediaStore store;

    ExistingFiles(MediaStore store) {
        this.store = store;
    }

    /** @param page the records for the path */
    ExistingFile at(Page page, Path path) throws IOException {
        if (ExistingFile.isFree(path)) {
            return new ExistingFile.Nothing();
        }
        if (Files.isSymbolicLink(path)) {
            return new ExistingFile.Theirs("is now a symbolic link");
        }
        Optional<ExistingFile.NoFile> noFile = ExistingFile.NoFile.at(path);
        return noFile.isPresent() ? noFile.get() : file(page, path);
    }

    private ExistingFile file(Page page, Path path) throws IOException {
        List<Entry> entries = page.entries();
        if (page.reserved() && Files.size(path) == 0 && !entries.isEmpty()) {
            return new ExistingFile.Ours(entries.get(entries.size() - 1).film());
        }
        if (entries.isEmpty()) {
            return new ExistingFile.Theirs("exists and was not written by this home");
        }
        Optional<DeliveredFilm> film = page.ofSize(Files.size(path)).isEmpty() ? Optional.empty() : known(page, path);
        if (film.isEmpty()) {
            return new ExistingFile.Theirs("exists and is not the film that Longtake wrote there");
        }
        try {
            store.check(film.get().file());
            return new ExistingFile.Ours(film.get());
        } catch (IOException gone) {
            return new ExistingFile.Theirs("is the only copy of an earlier film");
        }
    }

    private static Optional<DeliveredFilm> known(Page page, Path path) throws IOException {
        String hash = Sha256.of(path);
        return page.films().filter(one -> one.file().sha256().equals(hash)).reduce((earlier, later) -> later);
    }
}
