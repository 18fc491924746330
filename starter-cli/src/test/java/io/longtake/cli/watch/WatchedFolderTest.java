package io.longtake.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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

    @Test
    void aFileWhoseAttributesCantBeReadIsNotListed() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop.jpg"), folder.resolve("loop.jpg"));
        write("photo.jpg");

        assertThat(new WatchedFolder(folder).list()).containsOnlyKeys("photo.jpg");
    }

    @Test
    void aFileThatCantBeReadIsNoMediumAndTheOthersAre() throws IOException {
        var unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).isRegularFile();
        Files.createSymbolicLink(folder.resolve("unreadable"), unreadable);
        write("photo.jpg");
        var watched = new WatchedFolder(folder);

        assertThatThrownBy(() -> watched.isPicture("unreadable")).isInstanceOf(IOException.class);
        assertThat(watched.media()).containsExactly("photo.jpg");
    }
}
