package io.longtake.cli.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.ToDoubleFunction;

/**
 * Places boxes in layers so that arrows point downwards and rarely cross, by the method of Sugiyama, Tagawa and Toda.
 * Arrows implied by others are omitted. An arrow that closes a cycle points upwards.
 */
final class LayeredLayout {
    private static final int SWEEPS = 40;

    /** A box, or a bend of an arrow that crosses a layer. Lengths in px; {@code x} is the horizontal centre. */
    static final class Node {
        final String name;
        final int layer;
        final double width;
        final boolean bend;
        double x;
        final List<Node> above = new ArrayList<>();
        final List<Node> below = new ArrayList<>();

        Node(String name, int layer, double width, boolean bend) {
            this.name = name;
            this.layer = layer;
            this.width = width;
            this.bend = bend;
        }
    }

    /**
     * An arrow between two boxes.
     *
     * @param points the first box, the bends, the second box
     */
    record Arrow(List<Node> points, boolean backwards) {}

    private final double gap;
    private final Map<String, Node> boxes = new LinkedHashMap<>();
    private final List<List<Node>> layers = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();

    /**
     * Places the boxes.
     *
     * @param uses for each box, the boxes to which it points
     * @param width returns the width of a box in px
     * @param gap distance between neighbours in px
     */
    LayeredLayout(SortedMap<String, SortedSet<String>> uses, ToDoubleFunction<String> width, double gap) {
        this.gap = gap;
        var backwards = backwards(uses);
        Map<String, Set<String>> down = new LinkedHashMap<>();
        uses.forEach((name, used) -> {
            var kept = new LinkedHashSet<>(used);
            kept.removeIf(other -> backwards.contains(List.of(name, other)));
            down.put(name, kept);
        });
        Map<String, Integer> depths = new HashMap<>();
        down.keySet().forEach(name -> {
            int layer = depth(name, down, depths);
            var box = new Node(name, layer, width.applyAsDouble(name), false);
            boxes.put(name, box);
            layer(layer).add(box);
        });
        down.forEach((name, used) -> direct(used, down).forEach(other -> arrow(name, other, false)));
        backwards.forEach(pair -> arrow(pair.get(1), pair.get(0), true));
        var alone = layers.isEmpty()
                ? List.<Node>of()
                : layer(0).stream()
                        .filter(box -> box.above.isEmpty() && box.below.isEmpty())
                        .toList();
        layers.stream().limit(1).forEach(lowest -> lowest.removeAll(alone));
        order();
        place();
        alone.forEach(this::append);
    }

    List<Node> boxes() {
        return List.copyOf(boxes.values());
    }

    List<Arrow> arrows() {
        return List.copyOf(arrows);
    }

    int layers() {
        return layers.size();
    }

    /** Returns the width in px, from the left edge of the first box to the right edge of the last. */
    double width() {
        return layers.stream()
                .flatMap(List::stream)
                .mapToDouble(node -> node.x + node.width / 2)
                .max()
                .orElse(0);
    }

    /** Returns the arrows that must be reversed so that the graph has no cycle. */
    private static Set<List<String>> backwards(SortedMap<String, SortedSet<String>> uses) {
        var found = new LinkedHashSet<List<String>>();
        var done = new HashSet<String>();
        uses.keySet().forEach(name -> visit(name, uses, new LinkedHashSet<>(), done, found));
        return found;
    }

    private static void visit(
            String name,
            SortedMap<String, SortedSet<String>> uses,
            Set<String> path,
            Set<String> done,
            Set<List<String>> found) {
        if (!done.contains(name) && path.add(name)) {
            for (var other : uses.getOrDefault(name, Collections.emptySortedSet())) {
                if (path.contains(other)) {
                    found.add(List.of(name, other));
                } else {
                    visit(other, uses, path, done, found);
                }
            }
            path.remove(name);
            done.add(name);
        }
    }

    private static int depth(String name, Map<String, Set<String>> down, Map<String, Integer> known) {
        var before = known.get(name);
        if (before != null) {
            return before;
        }
        int depth = down.getOrDefault(name, Set.of()).stream()
                .mapToInt(other -> depth(other, down, known) + 1)
                .max()
                .orElse(0);
        known.put(name, depth);
        return depth;
    }

    /** Returns the targets that are not also reachable through another target. */
    private static List<String> direct(Set<String> used, Map<String, Set<String>> down) {
        return used.stream()
                .filter(other -> used.stream().noneMatch(way -> !way.equals(other) && reaches(way, other, down)))
                .toList();
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> down) {
        return from.equals(to) || down.getOrDefault(from, Set.of()).stream().anyMatch(next -> reaches(next, to, down));
    }

    private List<Node> layer(int index) {
        while (layers.size() <= index) {
            layers.add(new ArrayList<>());
        }
        return layers.get(index);
    }

    private void arrow(String from, String to, boolean backwards) {
        var end = Objects.requireNonNull(boxes.get(to));
        var last = Objects.requireNonNull(boxes.get(from));
        var points = new ArrayList<>(List.of(last));
        for (int layer = last.layer - 1; layer > end.layer; layer--) {
            var bend = new Node(from + " to " + to, layer, 4, true);
            layer(layer).add(bend);
            join(last, bend);
            points.add(bend);
            last = bend;
        }
        join(last, end);
        points.add(end);
        arrows.add(new Arrow(points, backwards));
    }

    private static void join(Node upper, Node lower) {
        upper.below.add(lower);
        lower.above.add(upper);
    }

    /**
     * Places each node at the mean position of its neighbours, alternating between upward and downward sweeps. The
     * order with the fewest crossings is kept.
     */
    private void order() {
        var best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean up = sweep % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                var layer = layers.get(up ? i : layers.size() - 1 - i);
                var other = layers.get(up ? i - 1 : layers.size() - i);
                var places = new HashMap<Node, Double>();
                for (var node : layer) {
                    var neighbours = up ? node.below : node.above;
                    places.put(
                            node,
                            neighbours.stream()
                                    .mapToInt(other::indexOf)
                                    .average()
                                    .orElse(layer.indexOf(node)));
                }
                layer.sort(Comparator.comparingDouble(places::get));
            }
            long now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
        }
    }

    private List<List<Node>> copy() {
        return new ArrayList<>(layers.stream().<List<Node>>map(ArrayList::new).toList());
    }

    private long crossings() {
        long sum = 0;
        for (int i = 1; i < layers.size(); i++) {
            var below = layers.get(i - 1);
            var ends = layers.get(i).stream()
                    .flatMap(node -> node.below.stream().map(below::indexOf).sorted())
                    .toList();
            for (int a = 0; a < ends.size(); a++) {
                for (int b = a + 1; b < ends.size(); b++) {
                    // The ends of one box are sorted, so they never count.
                    sum += ends.get(a) > ends.get(b) ? 1 : 0;
                }
            }
        }
        return sum;
    }

    /** Moves each node towards its neighbours, within the order and the gaps. */
    private void place() {
        for (var layer : layers) {
            double x = 0;
            for (var node : layer) {
                node.x = x + node.width / 2;
                x += node.width + gap(node);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean up = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                settle(layers.get(up ? i : layers.size() - 1 - i), up);
            }
        }
        double left = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(node -> node.x - node.width / 2)
                .min()
                .orElse(0);
        layers.stream().flatMap(List::stream).forEach(node -> node.x -= left);
    }

    /** Adds a box without arrows at the end of the lowest layer. */
    private void append(Node box) {
        var lowest = layer(0);
        box.x = lowest.isEmpty()
                ? box.width / 2
                : lowest.get(lowest.size() - 1).x + apart(lowest.get(lowest.size() - 1), box);
        lowest.add(box);
    }

    private void settle(List<Node> layer, boolean up) {
        int count = layer.size();
        var fromLeft = new double[count];
        var fromRight = new double[count];
        for (int i = 0; i < count; i++) {
            double position = position(layer.get(i), up);
            fromLeft[i] =
                    i == 0 ? position : Math.max(position, fromLeft[i - 1] + apart(layer.get(i - 1), layer.get(i)));
        }
        for (int i = count - 1; i >= 0; i--) {
            double position = position(layer.get(i), up);
            fromRight[i] = i == count - 1
                    ? position
                    : Math.min(position, fromRight[i + 1] - apart(layer.get(i), layer.get(i + 1)));
        }
        for (int i = 0; i < count; i++) {
            layer.get(i).x = (fromLeft[i] + fromRight[i]) / 2;
        }
    }

    private static double position(Node node, boolean up) {
        var neighbours = up ? node.below : node.above;
        return neighbours.stream().mapToDouble(other -> other.x).average().orElse(node.x);
    }

    private double apart(Node left, Node right) {
        return (left.width + right.width) / 2 + Math.max(gap(left), gap(right));
    }

    private double gap(Node node) {
        return node.bend ? gap / 2 : gap;
    }
}
