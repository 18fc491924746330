package io.longtake.studio.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {
    @TempDir
    Path root;

    @Test
    void finishedChunksStayForTheNextVersion() throws IOException {
        WorkFolders works = new WorkFolders(root, 1_000);
        Path work = works.of("a");
        Path chunk = Files.write(work.resolve("chunk-1.h264"), new byte[10]);
        Path sound = Files.write(work.resolve("sound-1.aac"), new byte[10]);
        Files.write(work.resolve("chunk-2.h264.part"), new byte[10]);
        Files.write(work.resolve("mix.f32"), new byte[10]);
        Files.write(works.of("b").resolve("job.json"), new byte[10]);
        works.cleanUp();
        assertThat(root).isDirectoryRecursivelyContaining(path -> path.equals(chunk));
        try (var left = Files.walk(root)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactlyInAnyOrder(chunk, sound);
        }
        assertThat(works.of("a")).isEqualTo(work);
    }

    @Test
    void theLeastRecentlyUsedIsRemovedFirst() throws IOException {
        WorkFolders works = new WorkFolders(root, 25);
        Path old = chunk(works.of("a"), "old", 3);
        Path older = chunk(works.of("b"), "older", 4);
        Path fresh = chunk(works.of("c"), "fresh", 1);
        works.cleanUp();
        assertThat(fresh).exists();
        assertThat(old).exists();
        assertThat(older).doesNotExist();
        assertThat(older.getParent()).doesNotExist();
    }

    private static Path chunk(Path folder, String name, int hoursAgo) throws IOException {
        Path file = Files.write(folder.resolve("chunk-" + name + ".h264"), new byte[10]);
        return Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T12:00:00Z").minusSeconds(3600L * hoursAgo)));
    }
}
