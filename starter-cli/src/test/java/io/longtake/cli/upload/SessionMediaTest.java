package io.longtake.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.session.SessionViews;
import io.longtake.workflows.media.ListingDocument;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionMediaTest {
    private static final MediaRef SUNSET = file("a", "sunset.jpg");

    @TempDir
    Path home;

    private static MediaRef file(String digit, String name) {
        return new MediaRef(digit.repeat(64), 3, name, "image/jpeg");
    }

    private FileMediaStore store() {
        return FileMediaStore.ofHome(home);
    }

    private FileLists lists() {
        return new FileLists(store());
    }

    @Test
    void filesAtTheBackendAreIdentifiedByContentNotByName() throws IOException {
        var document = store().put(
                        Payloads.mapper()
                                .writeValueAsBytes(new ListingDocument<>(
                                        Optional.empty(), List.of(new UploadedMedia(SUNSET, "key")))),
                        "files.json",
                        "application/json");

        var held = SessionMedia.of(SessionViews.holding(Optional.of(new MediaListing(document, 1))), lists());

        assertThat(held.has(file("a", "copy of sunset.jpg"))).isTrue();
        assertThat(held.has(file("b", "sunset.jpg"))).isFalse();
    }

    @Test
    void uploadsInProgressDoNotCount() {
        for (var status : TurnStatus.values()) {
            var turn = SessionViews.media(1, status, lists().adding(List.of(SUNSET), false));

            assertThat(SessionMedia.of(SessionViews.holding(Optional.empty(), turn), lists())
                            .has(SUNSET))
                    .isFalse();
        }
    }

    @Test
    void withoutTheListTheUploadItselfSkipsFiles() {
        var elsewhere = new MediaListing(new MediaRef("0".repeat(64), 3, "files.json", "application/json"), 1);

        assertThat(SessionMedia.of(SessionViews.holding(Optional.of(elsewhere)), lists())
                        .has(SUNSET))
                .isFalse();
    }
}
