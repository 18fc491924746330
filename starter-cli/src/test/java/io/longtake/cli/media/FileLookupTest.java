package io.longtake.cli.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.media.FileLookup.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLookupTest {
    private static final String COMPOSED = "M\u00fcller.jpg";
    private static final String DECOMPOSED = "Mu\u0308ller.jpg";

    @TempDir
    Path folder;

    private FileLookup lookup;

    @BeforeEach
    void start() {
        lookup = new FileLookup(folder, folder.resolve("home"));
    }

    private Path file(String name) throws IOException {
        var path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, name);
    }

    @Test
    void aNameInAnotherUnicodeFormIsFound() throws IOException {
        var decomposed = file(DECOMPOSED);
        assertThat(lookup.find(COMPOSED)).isEqualTo(new Found.There(decomposed));

        var korean = file("\uac15\uc544\uc9c0.jpg");
        assertThat(new FileLookup(folder, folder).find("\u1100\u1161\u11bc\u110b\u1161\u110c\u1175.jpg"))
                .isEqualTo(new Found.There(korean));
    }

    @Test
    void foldersInAnotherUnicodeFormAreFound() throws IOException {
        var path = file("Fu\u0308r O\u0308zil/" + COMPOSED);
        assertThat(lookup.find("F\u00fcr \u00d6zil/" + DECOMPOSED)).isEqualTo(new Found.There(path));
    }

    @Test
    void anExactMatchIsPreferred() throws IOException {
        var composed = file(COMPOSED);
        var decomposed = file(DECOMPOSED);
        assertThat(lookup.find(COMPOSED)).isEqualTo(new Found.There(composed));
        assertThat(lookup.find(DECOMPOSED)).isEqualTo(new Found.There(decomposed));
    }

    @Test
    void backslashesSeparateFoldersIfNoSuchFileExists() throws IOException {
        var path = file("photos/a.jpg");
        assertThat(lookup.find("photos\\a.jpg")).isEqualTo(new Found.There(path));
        var literal = file("photos\\a.jpg");
        assertThat(lookup.find("photos\\a.jpg")).isEqualTo(new Found.There(literal));
    }

    @Test
    void theHomeFolderAndFileUrlsAreUnderstood() throws IOException {
        var path = file("home/a b.jpg");
        assertThat(lookup.find("~/a b.jpg")).isEqualTo(new Found.There(path));
        assertThat(lookup.find(path.toUri().toString())).isEqualTo(new Found.There(path));
        var accented = file(COMPOSED);
        for (var address : List.of("file://localhost", "FILE://", "file:")) {
            assertThat(lookup.find(address + folder + "/home/a%20b.jpg")).isEqualTo(new Found.There(path));
            assertThat(lookup.find(address + accented)).isEqualTo(new Found.There(accented));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/tmp/50%.jpg", "file:/tmp/%00.jpg", "file://elsewhere/a.jpg", "file:a.jpg", "/a.jpg"})
    void anythingElseIsNotAnAddressOfAFile(String name) {
        assertThat(FileLookup.ofAddress(name)).isEmpty();
    }

    @Test
    void aSimilarNameIsSuggested() throws IOException {
        file("IMG_01.JPG");
        assertThat(lookup.find("img_01.jpg")).isEqualTo(missing("IMG_01.JPG"));
        assertThat(lookup.find("IMG_01.png")).isEqualTo(missing("IMG_01.JPG"));
        assertThat(lookup.find("IMG 01.jpg")).isEqualTo(missing("IMG_01.JPG"));
        assertThat(lookup.find("other.jpg")).isEqualTo(new Found.Missing("does not exist"));
    }

    private Found missing(String other) {
        return new Found.Missing("does not exist; did you mean " + folder.resolve(other) + "?");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThat(lookup.find("gone/a.jpg"))
                .isEqualTo(
                        new Found.Missing("can't be found: the folder " + folder.resolve("gone") + " does not exist"));
        assertThat(lookup.find("C:\\Users\\me\\a.jpg"))
                .isInstanceOfSatisfying(Found.Missing.class, missing -> assertThat(missing.reason())
                        .contains("Windows"));
        assertThat(lookup.find("a\0.jpg")).isEqualTo(new Found.Missing("is not a valid file name"));
    }
}
