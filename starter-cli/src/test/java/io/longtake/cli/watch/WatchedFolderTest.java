package io.longtake.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {
    @TempDir
    Path folder;

    private void write(String name) throws IOException {
        Files.writeString(folder.resolve(name), "text");
    }

    @Test
    void hiddenAndIncompleteFilesAndFoldersAreNotListed() throws IOException {
        for (var name :
                new String[] {".hidden.jpg", "a.jpg.part", "b.crdownload", "c.jpg~", "notes.txt", "photo.jpg"}) {
            write(name);
        }
        Files.createDirectory(folder.resolve("more.jpg"));
        Files.createSymbolicLink(folder.resolve("gone.jpg"), folder.resolve("missing"));

        assertThat(new WatchedFolder(folder).list()).containsOnlyKeys("notes.txt", "photo.jpg");
    }

    @Test
    void imagesAreKnownByTheirContentOrTheirName() throws IOException {
        var watched = new WatchedFolder(folder);
        write("notes.txt");
        write("damaged.jpg");
        ImageIO.write(
                new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("picture").toFile());

        assertThat(watched.isPicture("notes.txt")).isFalse();
        assertThat(watched.isPicture("damaged.jpg")).isTrue();
        assertThat(watched.isPicture("picture")).isTrue();
    }
}
