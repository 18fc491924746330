package io.longtake.acceptance;

import io.longtake.media.corpus.Edit;
import io.longtake.media.corpus.Exif;
import io.longtake.media.corpus.Gif;
import io.longtake.media.corpus.Jpeg;
import io.longtake.media.corpus.Picture;
import io.longtake.media.corpus.Picture.Paint;
import io.longtake.media.corpus.Png;
import io.longtake.media.corpus.Recipe;
import io.longtake.media.corpus.Webp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A photo of a random size, format and encoding.
 *
 * @param name describes all of these
 * @param picture four quarters if the shape allows all of them to be seen around the film's middle, otherwise one colour
 */
record RandomPhoto(String name, Recipe recipe, Picture picture) {
    private static final int LARGEST = 6_000;

    /**
     * In pixels. A smaller photo is enlarged so much that a block of 32 pixels with one colour reaches beyond the film's middle.
     */
    private static final int NARROW = 640;

    private static final int LONG = 4;

    static RandomPhoto draw(RandomGenerator random, int number) {
        int width = side(random);
        int height = side(random);
        boolean plain =
                Math.min(width, height) >= NARROW && Math.max(width, height) <= LONG * (long) Math.min(width, height);
        Paint paint = plain ? Paint.QUARTERS : one(random, List.of(Paint.ORANGE, Paint.ALL_RED, Paint.ALL_BLUE));
        Picture picture = new Picture(width, height, paint, io.longtake.media.corpus.Space.SRGB);
        String start = "%03d-%dx%d-".formatted(number, width, height);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> jpeg(random, picture, start);
            case 5, 6 -> png(random, picture, start);
            case 7, 8 -> {
                Webp.Kind kind = one(random, List.of(Webp.Kind.values()));
                yield new RandomPhoto(start + kind + ".webp", Webp.still(picture, kind), picture);
            }
            default -> {
                boolean interlaced = random.nextBoolean();
                yield new RandomPhoto(
                        start + (interlaced ? "interlaced.gif" : "plain.gif"),
                        new Gif(picture, 1, interlaced, random.nextBoolean(), false),
                        picture);
            }
        };
    }

    /** Every third side is small, because small sizes cause special cases; the others have any size. */
    private static int side(RandomGenerator random) {
        return random.nextInt(3) == 0
                ? (int) Math.ceil(Math.pow(LARGEST, random.nextDouble()))
                : 1 + random.nextInt(LARGEST);
    }

    private static RandomPhoto jpeg(RandomGenerator random, Picture picture, String start) {
        String sampling = one(random, Jpeg.SAMPLINGS);
        Jpeg.Coding coding =
                one(random, List.of(Jpeg.Coding.BASELINE, Jpeg.Coding.PROGRESSIVE, Jpeg.Coding.BASELINE_SCANS));
        Recipe recipe = Jpeg.of(picture, sampling).as(coding);
        int orientation = picture.paint() == Paint.QUARTERS ? 1 : 1 + random.nextInt(8);
        if (orientation > 1) {
            recipe = recipe.but(Edit.JpegSegment.exif(Exif.oriented(orientation)));
        }
        return new RandomPhoto(
                start + sampling.replace(',', '-') + "-" + coding + "-exif" + orientation + ".jpg", recipe, picture);
    }

    private static RandomPhoto png(RandomGenerator random, Picture picture, String start) {
        boolean palette = random.nextInt(3) == 0;
        Png.Type type = palette ? Png.Type.PALETTE : random.nextBoolean() ? Png.Type.RGB : Png.Type.RGBA;
        int depth = palette ? 4 : random.nextBoolean() ? 8 : 16;
        Png png = Png.of(picture, type, depth);
        boolean interlaced = random.nextBoolean();
        return new RandomPhoto(
                start + type + "-" + depth + (interlaced ? "-interlaced.png" : ".png"),
                interlaced ? png.interlacing() : png,
                picture);
    }

    private static <T> T one(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve(name), recipe.bytes());
    }
}
