package io.longtake.studio.saliency;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import io.longtake.studio.process.JavaChild;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Analyses pictures in a separate process, because it decodes untrusted files: prints one line for each file, in their order. */
public final class SaliencyProcess {
    /** The line for a picture that cannot be read. */
    static final String BLIND = "?";

    private SaliencyProcess() {}

    /** @param files the picture files */
    public static void main(String[] files) {
        JavaChild.endWithParent();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String file : files) {
            out.println(line(Path.of(file)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static String line(Path file) {
        try {
            return focusPoints(file).line();
        } catch (IOException | IllegalArgumentException e) {
            return BLIND;
        }
    }

    /** Analyses a trusted picture in this process. */
    public static FocusPoints focusPoints(Path file) throws IOException {
        try (Still still = StillReader.read(file)) {
            CellGrid large = luma(scaled(still, FaceDetector.LONGER_SIDE));
            return attention(still).focusPoints(FaceDetector.faces(large));
        }
    }

    private static SaliencyDetector attention(Still still) throws IOException {
        PackedPicture small = scaled(still, SaliencyDetector.LONGER_SIDE);
        int width = small.y().width();
        int height = small.y().height();
        return new SaliencyDetector(
                luma(small), field(small.u(), width, height, 2), field(small.v(), width, height, 2));
    }

    private static CellGrid luma(PackedPicture picture) {
        return field(picture.y(), picture.y().width(), picture.y().height(), 1);
    }

    private static PackedPicture scaled(Still still, int longerSide) throws IOException {
        double scale = longerSide / (double) Math.max(still.width(), still.height());
        // Chroma has half the resolution in each direction, so both sides are even.
        int width = Math.max(8, (int) Math.round(still.width() * scale / 2) * 2);
        int height = Math.max(8, (int) Math.round(still.height() * scale / 2) * 2);
        return still.scaled(
                new Still.Region(0, 0, still.width(), still.height()),
                Still.Grade.NONE,
                width,
                height,
                width,
                height,
                false);
    }

    private static CellGrid field(PackedPlane plane, int width, int height, int coarser) {
        double[] values = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = plane.sample(
                        Math.min(plane.width() - 1, x / coarser), Math.min(plane.height() - 1, y / coarser));
            }
        }
        return new CellGrid(width, height, values);
    }
}
