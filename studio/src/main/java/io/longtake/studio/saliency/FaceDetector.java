package io.longtake.studio.saliency;

import io.longtake.studio.saliency.FocusPoints.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds upright faces that look at the camera, or nearly so. */
final class FaceDetector {
    /** The longer side of the analysed picture, in pixels: the middle of a face, 45 pixels, must have a thirteenth of it. */
    static final int LONGER_SIDE = 600;

    private static final double PYRAMID = 1.15;
    /** Windows that must agree on a face. */
    private static final int LEAST_WINDOWS = 3;
    /** How far apart windows of one face may be, in their sides. */
    private static final double APART = 0.3;
    /** The cascade's window shows a face from its brows to its mouth: the box has the hair and the chin too. In sides. */
    private static final double ABOVE = 0.9;

    private static final double BELOW = 0.4;
    private static final double BESIDE = 0.45;

    private static final Cascade CASCADE = Cascade.load("/saliency/lbpcascade_frontalface_improved.xml");

    private FaceDetector() {}

    /** A window that was accepted, in samples of the analysed picture. */
    private record Window(double x, double y, double side) {
        boolean isNear(Window other) {
            double room = APART * Math.min(side, other.side);
            return Math.abs(x - other.x) <= room
                    && Math.abs(y - other.y) <= room
                    && Math.abs(x + side - other.x - other.side) <= room
                    && Math.abs(y + side - other.y - other.side) <= room;
        }
    }

    /** The faces with their hair, the largest first. */
    static List<Box> faces(CellGrid luma) {
        List<List<Window>> groups = new ArrayList<>();
        for (Window window : windows(luma)) {
            groups.stream()
                    .filter(group -> group.stream().anyMatch(window::isNear))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(window), () -> groups.add(new ArrayList<>(List.of(window))));
        }
        return groups.stream()
                .filter(group -> group.size() >= LEAST_WINDOWS)
                .map(group -> box(group, luma))
                .sorted(Comparator.comparingDouble(box -> -box.width() * box.height()))
                .toList();
    }

    private static List<Window> windows(CellGrid luma) {
        List<Window> windows = new ArrayList<>();
        double scale = 1;
        CellGrid level = luma;
        while (Math.min(level.width(), level.height()) > CASCADE.side()) {
            SumGrid sums = new SumGrid(level);
            int step = scale > 2 ? 1 : 2;
            for (int y = 0; y + CASCADE.side() < level.height(); y += step) {
                for (int x = 0; x + CASCADE.side() < level.width(); x += step) {
                    if (CASCADE.accepts(sums, x, y)) {
                        windows.add(new Window(x * scale, y * scale, CASCADE.side() * scale));
                    }
                }
            }
            scale *= PYRAMID;
            level = luma.smaller(scale);
        }
        return windows;
    }

    private static Box box(List<Window> group, CellGrid luma) {
        double x = group.stream().mapToDouble(Window::x).average().orElseThrow();
        double y = group.stream().mapToDouble(Window::y).average().orElseThrow();
        double side = group.stream().mapToDouble(Window::side).average().orElseThrow();
        return new Box(
                Math.max(0, (x - BESIDE * side) / luma.width()),
                Math.max(0, (y - ABOVE * side) / luma.height()),
                Math.min(1, (x + side * (1 + BESIDE)) / luma.width()),
                Math.min(1, (y + side * (1 + BELOW)) / luma.height()));
    }
}
