package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListsTest {
    private static final List<MediaRef> FILES = IntStream.range(0, 500)
            .mapToObj(n -> new MediaRef("%064x".formatted(n), 12_345_678, "IMG_%04d.jpg".formatted(n), "image/jpeg"))
            .toList();

    @TempDir
    Path home;

    private FileLists lists(String folder) {
        return new FileLists(FileMediaStore.ofHome(home.resolve(folder)));
    }

    @Test
    void aTurnWithFiveHundredFilesIsSmallAndItsDocumentListsThemAll() throws IOException {
        var media = lists("here").adding(FILES, false);

        assertThat(Payloads.mapper().writeValueAsBytes(media)).hasSizeLessThan(600);
        var document = Documents.turn(SessionViews.media(1, TurnStatus.DONE, media), lists("here"));
        assertThat(document).containsEntry("fileCount", 500);
        assertThat(document)
                .containsEntry("files", FILES.stream().map(MediaRef::name).toList());
    }

    @Test
    void withoutTheListTheFirstNamesAndTheCountAreKnown() {
        var media = lists("there").adding(FILES, false);

        var document = Documents.turn(SessionViews.media(1, TurnStatus.DONE, media), lists("here"));

        assertThat(document).containsEntry("fileCount", 500);
        assertThat((List<?>) document.get("files")).hasSize(10).first().isEqualTo("IMG_0000.jpg");
    }
}
