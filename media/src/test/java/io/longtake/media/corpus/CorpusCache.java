package io.longtake.media.corpus;

import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache of generated files, keyed by a digest of the recipe and of the code that implements it: a file is reused
 * until either changes.
 */
final class CorpusCache {
    private final Path folder;
    private final byte[] makers;

    CorpusCache(Path folder) throws IOException {
        this.folder = folder;
        this.makers = digestOfMakers();
    }

    /** The specimen's file, under its own name. */
    Path file(Specimen specimen) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(makers);
        digest.update(specimen.recipe().toString().getBytes(StandardCharsets.UTF_8));
        String key = HexFormat.of().formatHex(digest.digest());
        Path file = folder.resolve(specimen.name());
        Path keyFile = folder.resolve(specimen.name() + ".recipe");
        if (!Files.exists(keyFile) || !Files.readString(keyFile).equals(key)) {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(keyFile);
            Files.write(file, Originals.bytes(specimen.recipe()));
            Files.writeString(keyFile, key);
        }
        return file;
    }

    /** The digest of the class files that implement the recipes, and of the README of the fixtures. */
    private static byte[] digestOfMakers() throws IOException {
        MessageDigest digest = Sha256.digest();
        Path classes = Path.of("target/test-classes/io/longtake/media/corpus");
        try (Stream<Path> files = Files.list(classes)) {
            List<Path> makers = files.filter(p -> !p.getFileName().toString().matches(".*(Topic|Test|Corpus).*"))
                    .sorted()
                    .toList();
            for (Path maker : makers) {
                digest.update(Files.readAllBytes(maker));
            }
        }
        try (InputStream notes = CorpusCache.class.getResourceAsStream("/corpus/README.md")) {
            digest.update(notes.readAllBytes());
        }
        return digest.digest();
    }
}
