package io.longtake.studio.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.saliency.FocusPoints.Box;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Faces in real photos. */
class FaceDetectorTest {
    @Test
    void theFaceOfAPortraitIsFoundWithItsHairAndChin() throws Exception {
        FocusPoints focusPoints = SaliencyProcess.focusPoints(Path.of("src/test/resources/saliency/astronaut.jpg"));

        assertThat(focusPoints.faces()).hasSize(1);
        Box face = focusPoints.faces().get(0);
        assertThat(face.left()).isBetween(0.25, 0.34);
        assertThat(face.right()).isBetween(0.54, 0.62);
        assertThat(face.top()).isLessThan(0.06);
        assertThat(face.bottom()).isBetween(0.34, 0.42);
        assertThat(focusPoints.points().get(0)).isEqualTo(face.centre());
        assertThat(focusPoints.subject()).contains(face);
    }

    @Test
    void aLandscapeHasNoFace() throws Exception {
        Path samples = Path.of("../samples");
        assertThat(SaliencyProcess.focusPoints(samples.resolve("mountains.jpg")).faces())
                .isEmpty();
        assertThat(SaliencyProcess.focusPoints(samples.resolve("seeds.jpg")).faces())
                .isEmpty();
    }
}
