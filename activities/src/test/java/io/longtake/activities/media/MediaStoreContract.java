package io.longtake.activities.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every media store does. */
public abstract class MediaStoreContract {
    protected static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    protected Path home;

    /** The store of the home. */
    protected abstract MediaStore store();

    /** The same store, as another worker sees it. */
    protected abstract MediaStore elsewhere();

    @Test
    void bytesAreStoredUnderTheirHash() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");

        assertThat(ref).isEqualTo(new MediaRef(HASH, 5, "a.txt", "text/plain"));
        assertThat(store().path(ref)).hasContent("hello");
        assertThat(elsewhere().path(ref)).hasContent("hello");
        assertThat(store().put(HELLO, "b.txt", "text/plain").sha256()).isEqualTo(ref.sha256());
    }

    @Test
    void anAdoptedFileIsMoved() throws IOException {
        Path file = Files.write(home.resolve("film.mp4"), HELLO);

        MediaRef ref = store().adopt(file, "film.mp4", "video/mp4");

        assertThat(file).doesNotExist();
        assertThat(store().path(ref)).hasContent("hello");
        assertThat(elsewhere().path(ref)).hasContent("hello");
    }

    @Test
    void aLargeFileIsTheSameElsewhere() throws IOException {
        // Larger than two parts of an upload.
        byte[] film = new byte[40_000_003];
        new Random(7).nextBytes(film);
        MediaRef ref = store().put(film, "film.mp4", "video/mp4");

        assertThat(elsewhere().path(ref)).hasBinaryContent(film);
    }

    @Test
    void anEmptyFileCanBeStored() throws IOException {
        MediaRef ref = store().put(new byte[0], "empty", "text/plain");

        assertThat(elsewhere().path(ref)).isEmptyFile();
    }

    @Test
    void missingContentIsReported() throws IOException {
        MediaRef ref = new MediaRef(HASH.replace('2', '3'), 5, "a.txt", "text/plain");

        assertThatThrownBy(() -> store().path(ref))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("is missing");
        assertThatThrownBy(() -> store().check(ref)).isInstanceOf(MediaMissingException.class);
        assertThat(store().find(ref.sha256())).isEmpty();
        assertThat(store().removed(ref.sha256())).isEmpty();
    }

    @Test
    void aReferenceWithAnotherLengthIsRefused() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");
        MediaRef longer = new MediaRef(ref.sha256(), 6, "a.txt", "text/plain");

        assertThatThrownBy(() -> store().path(longer)).isInstanceOf(MediaMissingException.class);
        assertThatThrownBy(() -> store().check(longer))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("5 bytes instead of 6");
    }

    @Test
    void receivedBytesAreKeptOnlyOnRequest() throws IOException {
        try (Arrival arrival = store().receive(new java.io.ByteArrayInputStream(HELLO))) {
            assertThat(arrival.file()).hasContent("hello");
            assertThat(arrival.sha256()).isEqualTo(HASH);
            assertThat(arrival.bytes()).isEqualTo(5);
        }
        assertThat(store().find(HASH)).isEmpty();
        assertNothingIncoming();
    }

    @Test
    void anInterruptedTransferLeavesNoFiles() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> store().put(broken, "a.txt", "text/plain")).hasMessage("unplugged");

        assertNothingIncoming();
    }

    protected void assertNothingIncoming() throws IOException {
        try (var left = Files.list(home.resolve("media/incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void removedContentIsRecordedUntilItIsStoredAgain() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");

        store().remove(ref.sha256());

        assertThat(store().find(ref.sha256())).isEmpty();
        assertThat(elsewhere().removed(ref.sha256())).isPresent();
        assertThatThrownBy(() -> store().path(ref))
                .isInstanceOf(MediaMissingException.class)
                .hasMessageContaining("was removed by `longtake prune`");

        store().put(HELLO, "a.txt", "text/plain");
        assertThat(store().removed(ref.sha256())).isEmpty();
        assertThat(store().path(ref)).hasContent("hello");
    }

    @Test
    void discardedContentIsGone() throws IOException {
        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");

        store().discard(ref);
        store().discard(ref);

        assertThat(store().find(ref.sha256())).isEmpty();
        assertThatThrownBy(() -> store().path(ref)).isInstanceOf(MediaMissingException.class);
    }

    @Test
    void theTimeOfStoringIsKnown() throws IOException {
        Instant before = Instant.now().minusSeconds(2);

        MediaRef ref = store().put(HELLO, "a.txt", "text/plain");

        MediaStore.Stored stored = store().find(ref.sha256()).orElseThrow();
        assertThat(stored.bytes()).isEqualTo(5);
        assertThat(stored.since()).isBetween(before, Instant.now().plus(Duration.ofSeconds(2)));
    }

    @Test
    void aReferenceCannotLeaveTheFolder() {
        assertThatThrownBy(() -> store().path(new MediaRef("../../etc/passwd", 1, "x", "y")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
