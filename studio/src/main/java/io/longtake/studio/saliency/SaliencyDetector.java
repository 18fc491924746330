package io.longtake.studio.saliency;

import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the salient regions of a small picture from its pixels alone. It combines three published measures: regions that cannot
 * be reached from the border without crossing a contrast (Zhang et al., minimum barrier distance, 2015: whole objects), regions
 * that differ in colour from the picture's mean (Achanta et al., 2009), and deviations from the expected spectrum (Hou and Zhang,
 * spectral residual, 2007: detail). Compact patches of skin colour get a higher weight, the edges of the picture a lower one.
 */
final class SaliencyDetector {
    /** The longer side, in pixels, of the analysed picture. */
    static final int LONGER_SIDE = 96;

    private static final int SPECTRUM = 64;
    private static final int MAX_POINTS = 4;
    /** A region larger than this part of the picture is the scene, not a subject in it. */
    private static final double MAX_SUBJECT = 0.5;
    /**
     * Least ratio of the mean inside the subject's box to the mean outside. Measured: two dogs at a window 3.0, a dandelion 2.9,
     * a stream 2.1, a cloud 2.0.
     */
    private static final double MIN_PROMINENCE = 2.4;

    private final CellGrid luma;
    private final CellGrid blue;
    private final CellGrid red;
    private final int width;
    private final int height;

    /** @param blue chroma Cb, of the same size as the luma; like {@code red}, centred on 128 */
    SaliencyDetector(CellGrid luma, CellGrid blue, CellGrid red) {
        this.luma = luma;
        this.blue = blue;
        this.red = red;
        this.width = luma.width();
        this.height = luma.height();
    }

    FocusPoints focusPoints() {
        return focusPoints(List.of());
    }

    /** @param faces those that were found in the picture, the largest first */
    FocusPoints focusPoints(List<Box> faces) {
        CellGrid map = map();
        Optional<Box> product = new PlainGround(luma, blue, red).product();
        Optional<Box> subject = product.or(() -> subject(map));
        List<Box> heads = faces.isEmpty() ? headLike(map, subject) : faces;
        if (heads.isEmpty()) {
            return new FocusPoints(points(map), subject, faces, product);
        }
        List<Point> points = new ArrayList<>();
        Box all = heads.get(0);
        for (Box head : heads) {
            points.add(head.centre());
            all = all.with(head);
        }
        points(map).stream()
                .filter(point -> points.stream()
                        .noneMatch(head -> Math.hypot(head.x() - point.x(), head.y() - point.y()) < 0.15))
                .forEach(points::add);
        return new FocusPoints(points, product.isPresent() ? product : Optional.of(all), faces, product);
    }

    /** What may be the heads of animals, or of people who look away. */
    private List<Box> headLike(CellGrid map, Optional<Box> subject) {
        return skinPatches(map).stream()
                .filter(head -> subject.isEmpty() || head.meets(subject.get()))
                .sorted(Comparator.comparingDouble(head -> -head.width() * head.height()))
                .toList();
    }

    /** The saliency of each cell, 0 to 1. */
    CellGrid map() {
        CellGrid objects = barrier(luma)
                .plus(1, barrier(blue), 1.6)
                .plus(1, barrier(red), 1.6)
                .normalised();
        CellGrid colour = contrast().normalised();
        CellGrid detail = residual().blurred(2).normalised();
        CellGrid all = objects.plus(0.5, colour, 0.3).plus(1, detail, 0.2).normalised();
        CellGrid skin = skin();
        double[] result = new double[all.values().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double dx = (x + 0.5) / width - 0.5;
                double dy = (y + 0.5) / height - 0.45;
                double centre = Math.exp(-(dx * dx + dy * dy) / (2 * 0.38 * 0.38));
                result[i] = all.values()[i] * (0.35 + 0.65 * centre) * (1 + 0.8 * skin.values()[i]);
            }
        }
        return new CellGrid(width, height, result).blurred(1.5).normalised();
    }

    /** The minimum barrier distance: the smallest range of values along any path from the border to each cell. */
    private static CellGrid barrier(CellGrid channel) {
        int w = channel.width();
        int h = channel.height();
        double[] values = channel.values();
        double[] distance = new double[values.length];
        double[] high = values.clone();
        double[] low = values.clone();
        Arrays.fill(distance, Double.MAX_VALUE);
        for (int x = 0; x < w; x++) {
            distance[x] = 0;
            distance[(h - 1) * w + x] = 0;
        }
        for (int y = 0; y < h; y++) {
            distance[y * w] = 0;
            distance[y * w + w - 1] = 0;
        }
        for (int pass = 0; pass < 4; pass++) {
            boolean forward = pass % 2 == 0;
            int step = forward ? -1 : 1;
            for (int j = 1; j < h - 1; j++) {
                int y = forward ? j : h - 1 - j;
                for (int k = 1; k < w - 1; k++) {
                    int x = forward ? k : w - 1 - k;
                    int at = y * w + x;
                    relax(values, distance, high, low, at, at + step);
                    relax(values, distance, high, low, at, at + step * w);
                }
            }
        }
        return new CellGrid(w, h, distance);
    }

    private static void relax(double[] values, double[] distance, double[] high, double[] low, int at, int from) {
        double top = Math.max(high[from], values[at]);
        double bottom = Math.min(low[from], values[at]);
        if (distance[from] < Double.MAX_VALUE && top - bottom < distance[at]) {
            distance[at] = top - bottom;
            high[at] = top;
            low[at] = bottom;
        }
    }

    private CellGrid contrast() {
        CellGrid l = luma.blurred(1);
        CellGrid b = blue.blurred(1);
        CellGrid r = red.blurred(1);
        double meanL = luma.mean();
        double meanB = blue.mean();
        double meanR = red.mean();
        double[] result = new double[width * height];
        for (int i = 0; i < result.length; i++) {
            double dl = (l.values()[i] - meanL) * 0.5;
            result[i] = Math.hypot(dl, Math.hypot(b.values()[i] - meanB, r.values()[i] - meanR) * 2);
        }
        return new CellGrid(width, height, result);
    }

    private CellGrid residual() {
        double[][] re = new double[SPECTRUM][SPECTRUM];
        double[][] im = new double[SPECTRUM][SPECTRUM];
        for (int y = 0; y < SPECTRUM; y++) {
            for (int x = 0; x < SPECTRUM; x++) {
                re[y][x] = luma.at(x * width / SPECTRUM, y * height / SPECTRUM);
            }
        }
        Spectrum.transform(re, im, false);
        CellGrid log = CellGrid.blank(SPECTRUM, SPECTRUM);
        for (int y = 0; y < SPECTRUM; y++) {
            for (int x = 0; x < SPECTRUM; x++) {
                log.values()[y * SPECTRUM + x] = Math.log(Math.hypot(re[y][x], im[y][x]) + 1e-6);
            }
        }
        CellGrid expected = log.blurred(1);
        for (int y = 0; y < SPECTRUM; y++) {
            for (int x = 0; x < SPECTRUM; x++) {
                double length = Math.hypot(re[y][x], im[y][x]) + 1e-12;
                double unexpected = Math.exp(log.at(x, y) - expected.at(x, y)) / length;
                re[y][x] *= unexpected;
                im[y][x] *= unexpected;
            }
        }
        Spectrum.transform(re, im, true);
        double[] result = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sy = y * SPECTRUM / height;
                int sx = x * SPECTRUM / width;
                result[y * width + x] = re[sy][sx] * re[sy][sx] + im[sy][sx] * im[sy][sx];
            }
        }
        return new CellGrid(width, height, result);
    }

    /**
     * Upright compact patches of skin colour that are salient, extended to the hair above them. Not a face detector: a patch that
     * resembles a face in colour, size and shape is kept in sight like one.
     */
    private List<Box> skinPatches(CellGrid map) {
        List<Box> faces = new ArrayList<>();
        for (Patch patch : patches(skinLike(95, 138))) {
            double share = patch.cells.size() / (double) (width * height);
            double ratio = (double) patch.height() / patch.width();
            double filled = patch.cells.size() / (double) (patch.width() * patch.height());
            boolean whole = patch.left > 0 && patch.right < width - 1 && patch.top > 0 && patch.bottom < height - 1;
            boolean isSalient = patch.mass(map) / patch.cells.size() > map.mean();
            if (whole && isSalient && share > 0.004 && share < 0.12 && ratio > 0.95 && ratio < 1.9 && filled > 0.52) {
                Box box = patch.box();
                faces.add(new Box(box.left(), Math.max(0, box.top() - box.height() * 0.2), box.right(), box.bottom()));
            }
        }
        return faces;
    }

    private boolean[] skinLike(int leastBlue, int leastRed) {
        boolean[] like = new boolean[width * height];
        for (int i = 0; i < like.length; i++) {
            double cb = blue.values()[i];
            double cr = red.values()[i];
            like[i] = luma.values()[i] > 55 && cb > leastBlue && cb < 122 && cr > leastRed && cr < 171;
        }
        return like;
    }

    /** 1 in patches of skin colour that have the possible size and shape of a face, else 0. */
    private CellGrid skin() {
        boolean[] like = skinLike(90, 137);
        double[] result = new double[like.length];
        for (Patch patch : patches(like)) {
            double share = patch.cells.size() / (double) like.length;
            double ratio = (double) patch.height() / patch.width();
            double filled = patch.cells.size() / (double) (patch.width() * patch.height());
            if (share > 0.002 && share < 0.15 && ratio > 0.7 && ratio < 2.4 && filled > 0.45) {
                patch.cells.forEach(cell -> result[cell] = 1);
            }
        }
        return new CellGrid(width, height, result);
    }

    private List<Point> points(CellGrid map) {
        CellGrid soft = map.blurred(Math.max(2, Math.min(width, height) * 0.05));
        double[] left = soft.values().clone();
        List<Point> points = new ArrayList<>();
        double first = 0;
        while (points.size() < MAX_POINTS) {
            int best = 0;
            for (int i = 1; i < left.length; i++) {
                best = left[i] > left[best] ? i : best;
            }
            if (points.isEmpty()) {
                first = left[best];
            } else if (left[best] < first * 0.45) {
                break;
            }
            double x = (best % width + 0.5) / width;
            int row = best / width;
            double y = (row + 0.5) / height;
            points.add(new Point(x, y));
            for (int i = 0; i < left.length; i++) {
                double dx = (i % width + 0.5) / width - x;
                int cellRow = i / width;
                double dy = (cellRow + 0.5) / height - y;
                if (Math.hypot(dx, dy) < 0.22) {
                    left[i] = 0;
                }
            }
        }
        return points;
    }

    private Optional<Box> subject(CellGrid map) {
        double threshold = Math.max(0.3, map.mean() + 1.1 * map.deviation());
        boolean[] strong = new boolean[map.values().length];
        for (int i = 0; i < strong.length; i++) {
            strong[i] = map.values()[i] >= threshold;
        }
        List<Patch> patches = patches(strong);
        patches.sort(Comparator.comparingDouble((Patch patch) -> -patch.mass(map)));
        if (patches.isEmpty()) {
            return Optional.empty();
        }
        double heaviest = patches.get(0).mass(map);
        Patch subject = patches.get(0);
        for (Patch patch : patches.subList(1, patches.size())) {
            Patch both = subject.with(patch);
            if (patch.mass(map) > heaviest * 0.35 && both.share() <= MAX_SUBJECT) {
                subject = both;
            }
        }
        boolean tiny = subject.cells.size() < 0.004 * strong.length;
        boolean standsOut = subject.prominence(map) >= MIN_PROMINENCE;
        return tiny || !standsOut || subject.share() > MAX_SUBJECT ? Optional.empty() : Optional.of(subject.box());
    }

    private List<Patch> patches(boolean[] wanted) {
        boolean[] seen = new boolean[wanted.length];
        List<Patch> patches = new ArrayList<>();
        for (int start = 0; start < wanted.length; start++) {
            if (!wanted[start] || seen[start]) {
                continue;
            }
            Patch patch = new Patch();
            Deque<Integer> next = new ArrayDeque<>();
            next.add(start);
            seen[start] = true;
            while (!next.isEmpty()) {
                int at = next.remove();
                patch.add(at);
                int x = at % width;
                int[] around = {x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width};
                for (int neighbour : around) {
                    if (neighbour >= 0 && neighbour < wanted.length && wanted[neighbour] && !seen[neighbour]) {
                        seen[neighbour] = true;
                        next.add(neighbour);
                    }
                }
            }
            patches.add(patch);
        }
        return patches;
    }

    /** A connected region of cells. */
    private final class Patch {
        private final List<Integer> cells = new ArrayList<>();
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right = -1;
        private int bottom = -1;

        void add(int cell) {
            cells.add(cell);
            left = Math.min(left, cell % width);
            right = Math.max(right, cell % width);
            top = Math.min(top, cell / width);
            bottom = Math.max(bottom, cell / width);
        }

        Patch with(Patch other) {
            Patch both = new Patch();
            cells.forEach(both::add);
            other.cells.forEach(both::add);
            return both;
        }

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }

        /** The part of the picture that its box covers. */
        double share() {
            return width() * height() / (double) (SaliencyDetector.this.width * SaliencyDetector.this.height);
        }

        /** The mean inside the box divided by the mean outside. */
        double prominence(CellGrid map) {
            double inside = 0;
            double all = 0;
            for (int y = 0; y < map.height(); y++) {
                for (int x = 0; x < map.width(); x++) {
                    boolean in = x >= left && x <= right && y >= top && y <= bottom;
                    inside += in ? map.at(x, y) : 0;
                    all += map.at(x, y);
                }
            }
            double share = share();
            return inside / share / Math.max(1e-9, (all - inside) / Math.max(1e-9, 1 - share));
        }

        double mass(CellGrid map) {
            return cells.stream().mapToDouble(cell -> map.values()[cell]).sum();
        }

        Box box() {
            double marginX = 0.02;
            double marginY = 0.02;
            return new Box(
                    Math.max(0, left / (double) SaliencyDetector.this.width - marginX),
                    Math.max(0, top / (double) SaliencyDetector.this.height - marginY),
                    Math.min(1, (right + 1) / (double) SaliencyDetector.this.width + marginX),
                    Math.min(1, (bottom + 1) / (double) SaliencyDetector.this.height + marginY));
        }
    }
}
