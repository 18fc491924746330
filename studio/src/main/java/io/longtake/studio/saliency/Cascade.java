package io.longtake.studio.saliency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cascade of local binary patterns that OpenCV trained, read from its XML: a window is what the cascade was trained for where
 * all stages accept it (Liao et al., Learning Multi-scale Block Local Binary Patterns for Face Recognition, 2007).
 */
final class Cascade {
    private static final Pattern SIDE = Pattern.compile("<width>(\\d+)</width>");
    private static final Pattern RECT = Pattern.compile("<rect>([^<]+)</rect>");
    private static final Pattern STAGE = Pattern.compile("<stageThreshold>([^<]+)</stageThreshold>");
    private static final Pattern WEAK =
            Pattern.compile("<internalNodes>([^<]+)</internalNodes>\\s*<leafValues>([^<]+)</leafValues>");
    /** As OpenCV: a sum that misses the threshold by a rounding error is accepted. */
    private static final double ROUNDING = 1e-5;
    /** Numbers of a node before its 256 bits: two leaves and the feature. */
    private static final int HEAD = 3;

    private final int side;
    private final int[][] blocks;
    private final List<Stage> stages;

    private Cascade(int side, int[][] blocks, List<Stage> stages) {
        this.side = side;
        this.blocks = blocks;
        this.stages = stages;
    }

    /**
     * One comparison.
     *
     * @param block the index of its feature
     * @param codes a bit for each of 256 patterns
     * @param known the value of a pattern whose bit is set
     */
    @SuppressWarnings("ArrayRecordComponent") // read in place
    private record Weak(int block, int[] codes, double known, double other) {}

    private record Stage(double threshold, List<Weak> weak) {}

    /** @throws IllegalStateException when the resource is not on the class path */
    static Cascade load(String resource) {
        try (InputStream in = Cascade.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cascade parse(String xml) {
        Matcher width = SIDE.matcher(xml);
        if (!width.find()) {
            throw new IllegalStateException("a cascade without a width");
        }
        List<int[]> blocks = new ArrayList<>();
        RECT.matcher(xml).results().forEach(it -> blocks.add(ints(it.group(1))));
        List<Stage> stages = new ArrayList<>();
        Matcher stage = STAGE.matcher(xml);
        int from = stage.find() ? stage.end() : xml.length();
        double threshold = Double.parseDouble(stage.group(1).strip());
        while (from < xml.length()) {
            boolean more = stage.find();
            int to = more ? stage.start() : xml.length();
            List<Weak> weak = new ArrayList<>();
            WEAK.matcher(xml.substring(from, to)).results().forEach(it -> {
                int[] node = ints(it.group(1));
                String[] leaves = it.group(2).strip().split("\\s+", -1);
                weak.add(new Weak(
                        node[HEAD - 1],
                        Arrays.copyOfRange(node, HEAD, node.length),
                        Double.parseDouble(leaves[0]),
                        Double.parseDouble(leaves[1])));
            });
            stages.add(new Stage(threshold - ROUNDING, List.copyOf(weak)));
            threshold = more ? Double.parseDouble(stage.group(1).strip()) : 0;
            from = more ? stage.end() : xml.length();
        }
        return new Cascade(Integer.parseInt(width.group(1)), blocks.toArray(new int[0][]), List.copyOf(stages));
    }

    private static int[] ints(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The side of its window, in samples. */
    int side() {
        return side;
    }

    /** Whether the window with this upper left corner is accepted. */
    boolean accepts(SumGrid sums, int x, int y) {
        for (Stage stage : stages) {
            double sum = 0;
            for (Weak weak : stage.weak()) {
                int code = code(sums, blocks[weak.block()], x, y);
                boolean known = (weak.codes()[code >> 5] & (1 << (code & 31))) != 0;
                sum += known ? weak.known() : weak.other();
            }
            if (sum < stage.threshold()) {
                return false;
            }
        }
        return true;
    }

    /** Compares the eight blocks around the middle one of three by three with it, clockwise from the upper left one. */
    private static int code(SumGrid sums, int[] block, int x, int y) {
        int w = block[2];
        int h = block[3];
        int left = x + block[0];
        int top = y + block[1];
        long middle = sums.of(left + w, top + h, w, h);
        int code = sums.of(left, top, w, h) >= middle ? 128 : 0;
        code |= sums.of(left + w, top, w, h) >= middle ? 64 : 0;
        code |= sums.of(left + 2 * w, top, w, h) >= middle ? 32 : 0;
        code |= sums.of(left + 2 * w, top + h, w, h) >= middle ? 16 : 0;
        code |= sums.of(left + 2 * w, top + 2 * h, w, h) >= middle ? 8 : 0;
        code |= sums.of(left + w, top + 2 * h, w, h) >= middle ? 4 : 0;
        code |= sums.of(left, top + 2 * h, w, h) >= middle ? 2 : 0;
        code |= sums.of(left, top + h, w, h) >= middle ? 1 : 0;
        return code;
    }
}
