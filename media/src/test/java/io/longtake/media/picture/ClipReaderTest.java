package io.longtake.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny clips whose colours show the time: a second each of red, green and blue. */
class ClipReaderTest {
    @TempDir
    Path folder;

    @Test
    void aClipWithoutSoundShowsItsFramesOnTime() throws IOException {
        assertThat(colours("silent.mp4", 0.05, 0.95, 1.05, 1.95, 2.05, 9))
                .containsExactly("R", "R", "G", "G", "B", "B");
    }

    @Test
    void framesAreShownAsLongAsTheirTimestampsState() throws IOException {
        // Red to 2.0 s, green to 2.5 s, then blue.
        assertThat(colours("vfr.mp4", 0.05, 1.5, 1.99, 2.01, 2.49, 2.51, 3))
                .containsExactly("R", "R", "R", "G", "G", "B", "B");
    }

    @Test
    void aSeekFindsTheSameFrameAsReadingThrough() throws IOException {
        for (double seconds : new double[] {0.5, 1, 1.45, 2.0, 2.75}) {
            PackedPicture read = PackedPicture.black(36, 64);
            PackedPicture searched = PackedPicture.black(36, 64);
            try (ClipReader clip = new ClipReader(resource("silent.mp4"))) {
                for (double at = 0; at < seconds; at += 0.1) {
                    clip.advance(at, Still.Grade.NONE, ClipReader.Placing.FILLING, read);
                }
                clip.advance(seconds, Still.Grade.NONE, ClipReader.Placing.FILLING, read);
            }
            try (ClipReader clip = new ClipReader(resource("silent.mp4"))) {
                clip.seek(seconds);
                clip.advance(seconds, Still.Grade.NONE, ClipReader.Placing.FILLING, searched);
            }
            assertThat(searched.y().rows())
                    .as("at %s s", seconds)
                    .isDeepEqualTo(read.y().rows());
            assertThat(searched.u().rows()).isDeepEqualTo(read.u().rows());
        }
    }

    /** Stored in landscape with red on the left, displayed after a counterclockwise rotation: blue is at the top. */
    @Test
    void aRotatedClipIsShownUpright() throws IOException {
        try (ClipReader clip = new ClipReader(resource("turned.mp4"))) {
            assertThat(clip.width()).isEqualTo(36);
            assertThat(clip.height()).isEqualTo(64);
            PackedPicture picture = PackedPicture.black(64, 36);
            clip.advance(0.1, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
            // The picture is transposed: its columns are the clip's rows.
            assertThat(colour(picture, 8, 18)).isEqualTo("B");
            assertThat(colour(picture, 56, 18)).isEqualTo("R");
        }
    }

    @Test
    void aClipOfAnotherRatioIsShownOverABlurredCopy() throws IOException {
        try (ClipReader clip = new ClipReader(resource("turned.mp4"))) {
            PackedPicture picture = PackedPicture.black(64, 128);
            clip.advance(0.1, Still.Grade.NONE, ClipReader.Placing.OVER_BLURRED_SELF, picture);
            int middle = picture.y().sample(48, 64);
            int side = picture.y().sample(48, 8);
            assertThat(side).as("darkened at the side").isLessThan(middle - 10).isGreaterThan(16);
            assertThat(colour(picture, 4, 64)).isEqualTo("B");
            assertThat(colour(picture, 60, 64)).isEqualTo("R");
        }
    }

    private List<String> colours(String name, double... times) throws IOException {
        List<String> seen = new ArrayList<>();
        PackedPicture picture = PackedPicture.black(36, 64);
        try (ClipReader clip = new ClipReader(resource(name))) {
            for (double time : times) {
                clip.advance(time, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
                seen.add(colour(picture, 18, 32));
            }
        }
        return seen;
    }

    private static String colour(PackedPicture picture, int x, int y) {
        int u = picture.u().sample(x / 2, y / 2) - 128;
        int v = picture.v().sample(x / 2, y / 2) - 128;
        if (v > 50) {
            return "R";
        }
        return u > 50 ? "B" : u < -20 && v < -20 ? "G" : "?";
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/clips/" + name)) {
            Path file = folder.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }
}
