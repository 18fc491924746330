package io.longtake.studio.saliency;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The salient regions of one picture.
 *
 * @param points of interest, the strongest first; never empty
 * @param subject the region that must not be cut; empty where nothing is prominent
 * @param faces each with its hair, the largest first
 * @param product all that stands on a plain background; empty where the border of the picture does not have one colour
 */
public record FocusPoints(List<Point> points, Optional<Box> subject, List<Box> faces, Optional<Box> product) {
    private static final String NONE = "-";

    public static final FocusPoints THIRDS = new FocusPoints(
            List.of(
                    new Point(0.5, 0.42),
                    new Point(0.36, 0.38),
                    new Point(0.64, 0.38),
                    new Point(0.34, 0.6),
                    new Point(0.66, 0.6)),
            Optional.empty());

    public FocusPoints {
        points = List.copyOf(points);
        faces = List.copyOf(faces);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("at least one focus point is required");
        }
    }

    /** Of a picture without a known face and without a plain background. */
    public FocusPoints(List<Point> points, Optional<Box> subject) {
        this(points, subject, List.of(), Optional.empty());
    }

    /**
     * A point of interest.
     *
     * @param x 0 the picture's left edge, 1 its right edge
     * @param y likewise from top to bottom
     */
    public record Point(double x, double y) {}

    /** A part of the picture; all coordinates are from 0 to 1. */
    public record Box(double left, double top, double right, double bottom) {
        public static final double CROWN = 0.45;

        public Box {
            if (!(left >= 0 && top >= 0 && right <= 1 && bottom <= 1 && left < right && top < bottom)) {
                throw new IllegalArgumentException(
                        "not a region of an image: " + left + ", " + top + ", " + right + ", " + bottom);
            }
        }

        public double width() {
            return right - left;
        }

        public double height() {
            return bottom - top;
        }

        public Point centre() {
            return new Point((left + right) / 2, (top + bottom) / 2);
        }

        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        Box with(Box other) {
            return new Box(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        /** The upper part of a subject taller than a window, where a head would be. */
        public Box headBox() {
            return upper(CROWN);
        }

        /** @param part of its height, from its top */
        public Box upper(double part) {
            return new Box(left, top, right, top + height() * part);
        }
    }

    /** As one line of text, for a file next to the picture. */
    String line() {
        return String.join(
                " ",
                points.stream()
                        .map(point -> String.format(Locale.ROOT, "%.3f,%.3f", point.x(), point.y()))
                        .collect(Collectors.joining(";")),
                text(subject.stream().toList()),
                text(faces),
                text(product.stream().toList()));
    }

    private static String text(List<Box> boxes) {
        return boxes.isEmpty()
                ? NONE
                : boxes.stream()
                        .map(it -> String.format(
                                Locale.ROOT, "%.3f,%.3f,%.3f,%.3f", it.left(), it.top(), it.right(), it.bottom()))
                        .collect(Collectors.joining(";"));
    }

    /** @return empty when the line is not in this format */
    static Optional<FocusPoints> ofLine(String line) {
        try {
            String[] parts = line.strip().split(" ", -1);
            List<Point> points = numbers(parts[0]).stream()
                    .map(xy -> new Point(xy.get(0), xy.get(1)))
                    .toList();
            return Optional.of(new FocusPoints(
                    points,
                    boxes(parts[1]).stream().findFirst(),
                    boxes(parts[2]),
                    boxes(parts[3]).stream().findFirst()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<Box> boxes(String text) {
        return text.equals(NONE)
                ? List.of()
                : numbers(text).stream()
                        .map(it -> new Box(it.get(0), it.get(1), it.get(2), it.get(3)))
                        .toList();
    }

    private static List<List<Double>> numbers(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(one ->
                        Arrays.stream(one.split(",", -1)).map(Double::valueOf).toList())
                .toList();
    }
}
