package io.longtake.studio.saliency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The salient regions of one picture.
 *
 * @param points of interest, the strongest first; never empty
 * @param subject the region that must not be cut; empty where nothing is prominent
 */
public record FocusPoints(List<Point> points, Optional<Box> subject) {
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
        if (points.isEmpty()) {
            throw new IllegalArgumentException("at least one focus point is required");
        }
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
        String pointText = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.3f,%.3f", point.x(), point.y()))
                .collect(Collectors.joining(";"));
        String box = subject.map(it ->
                        String.format(Locale.ROOT, "%.3f,%.3f,%.3f,%.3f", it.left(), it.top(), it.right(), it.bottom()))
                .orElse("-");
        return pointText + " " + box;
    }

    /** @return empty when the line is not in this format */
    static Optional<FocusPoints> ofLine(String line) {
        try {
            String[] parts = line.strip().split(" ", -1);
            List<Point> points = new ArrayList<>();
            for (String point : parts[0].split(";", -1)) {
                String[] xy = point.split(",", -1);
                points.add(new Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])));
            }
            if (parts[1].equals("-")) {
                return Optional.of(new FocusPoints(points, Optional.empty()));
            }
            String[] box = parts[1].split(",", -1);
            return Optional.of(new FocusPoints(
                    points,
                    Optional.of(new Box(
                            Double.parseDouble(box[0]),
                            Double.parseDouble(box[1]),
                            Double.parseDouble(box[2]),
                            Double.parseDouble(box[3])))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
