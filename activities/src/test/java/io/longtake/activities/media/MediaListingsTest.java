package io.longtake.activities.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.Limits;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaListingsTest {
    @TempDir
    Path folder;

    private FileMediaStore store;
    private MediaListings listings;

    @BeforeEach
    void open() {
        store = new FileMediaStore(folder);
        listings = new MediaListings(store);
    }

    private static MediaRef file(int number) {
        return new MediaRef("%064x".formatted(number), 1, number + ".jpg", "image/jpeg");
    }

    private static UploadedMedia upload(int number) {
        return new UploadedMedia(file(number), "key-" + number);
    }

    @Test
    void aListIsReadAsItWasWritten() throws IOException {
        List<MediaRef> files = List.of(file(2), file(1), file(2));

        MediaListing listing = listings.list(files);

        assertThat(listing.count()).isEqualTo(3);
        assertThat(listings.files(listing)).isEqualTo(files);
        assertThat(listings.files(Optional.empty())).isEmpty();
        assertThat(listings.uploads(Optional.empty())).isEmpty();
    }

    @Test
    void aGrowingListKeepsItsOrderForPiecesOfAnySize() throws IOException {
        List<UploadedMedia> all = new ArrayList<>();
        Optional<MediaListing> grown = Optional.empty();
        for (int size : new int[] {3, 1, 1, 7, 2, 1, 1, 5}) {
            List<UploadedMedia> more = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                more.add(upload(all.size() + i));
            }
            all.addAll(more);
            grown = listings.withUploads(grown, more);
            assertThat(grown.orElseThrow().count()).isEqualTo(all.size());
            assertThat(listings.uploads(grown)).isEqualTo(all);
        }
    }

    @Test
    void appendingNothingLeavesAListUnchanged() throws IOException {
        Optional<MediaListing> some = listings.withFiles(Optional.empty(), List.of(file(1)));

        assertThat(listings.withFiles(some, List.of())).isEqualTo(some);
        assertThat(listings.withFiles(Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void aListThatGrowsFileByFileIsStoredEfficiently() throws IOException {
        int files = 1_000;
        Optional<MediaListing> grown = Optional.empty();
        for (int number = 0; number < files; number++) {
            grown = listings.withFiles(grown, List.of(file(number)));
        }

        assertThat(listings.files(grown)).hasSize(files);
        long written = written();
        assertThat(written)
                .as("each file is written at most log2(1000) times, not a thousand times")
                .isLessThan(10L * files * 150);
    }

    @Test
    void aListWithAWrongCountIsRejected() throws IOException {
        MediaListing listing = listings.list(List.of(file(1)));

        assertThatThrownBy(() -> listings.files(new MediaListing(listing.document(), Limits.FILES_PER_REQUEST)))
                .isInstanceOf(IOException.class)
                .hasMessage("a list of 500 files contains 1");
    }

    private long written() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
