package io.longtake.cli.reference;

import io.longtake.cli.reference.LayeredLayout.Arrow;
import io.longtake.cli.reference.LayeredLayout.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Draws the graph as SVG: a frame for each module, with modules that others depend on at the bottom. The packages in
 * each frame are arranged in the same way.
 */
final class PackagePicture {
    private static final double LETTER = 7.1;
    private static final double BOX_HEIGHT = 24;
    private static final double LAYER_HEIGHT = 68;
    private static final double GAP = 18;
    private static final double FRAME = 18;
    private static final double FRAME_HEAD = 40;
    private static final double SPACE = 26;

    private final PackageGraph graph;
    private final StringBuilder svg = new StringBuilder();

    private PackagePicture(PackageGraph graph) {
        this.graph = graph;
    }

    static String svg(PackageGraph graph) {
        return new PackagePicture(graph).draw();
    }

    /** A module with its layout. */
    private record Frame(String module, LayeredLayout layout) {
        double width() {
            return layout.width() + 2 * FRAME;
        }

        double height() {
            return layout.layers() * LAYER_HEIGHT - (LAYER_HEIGHT - BOX_HEIGHT) + FRAME_HEAD + FRAME;
        }
    }

    private String draw() {
        var rows = rows();
        double width = rows.stream().mapToDouble(PackagePicture::width).max().orElse(0) + 2 * SPACE;
        double y = 44;
        for (var row : rows) {
            double x = (width - width(row)) / 2;
            double height = row.stream().mapToDouble(Frame::height).max().orElse(0);
            for (var frame : row) {
                frame(frame, x, y, height);
                x += frame.width() + SPACE;
            }
            y += height + SPACE;
        }
        return head(width, y) + svg + "</svg>\n";
    }

    private static double width(List<Frame> row) {
        return row.stream().mapToDouble(frame -> frame.width() + SPACE).sum() - SPACE;
    }

    /** Returns the rows of modules, with each module above those that it uses. */
    private List<List<Frame>> rows() {
        var modules = new LayeredLayout(new TreeMap<>(graph.uses()), name -> 1, 1);
        var rows = new ArrayList<List<Frame>>();
        for (int layer = modules.layers() - 1; layer >= 0; layer--) {
            int wanted = layer;
            rows.add(modules.boxes().stream()
                    .filter(box -> box.layer == wanted)
                    .sorted(java.util.Comparator.comparingDouble(box -> box.x))
                    .map(box -> new Frame(
                            box.name,
                            new LayeredLayout(
                                    graph.modules().get(box.name).uses(), name -> name.length() * LETTER + 16, GAP)))
                    .toList());
        }
        return rows;
    }

    private String head(double width, double height) {
        return format(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">
                <title>Packages and their dependencies</title>
                <style>
                text { font: 12px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #1c2733; }
                .caption { font-family: system-ui, 'DejaVu Sans', sans-serif; fill: #55606b; }
                .module { font: bold 14px system-ui, 'DejaVu Sans', sans-serif; }
                .frame { fill: #f5f7f9; stroke: #b8c2cc; }
                .box { fill: #ffffff; stroke: #5d7183; }
                .arrow { fill: none; stroke: #5b8db8; stroke-width: 1.1; }
                .circle { fill: none; stroke: #c62828; stroke-width: 1.6; }
                .tip { fill: #3d76a8; }
                </style>
                <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">\
                <path class="tip" d="M0,0 L8,4 L0,8 z"/></marker></defs>
                <rect width="%.0f" height="%.0f" fill="#ffffff"/>
                <text class="caption" x="%.0f" y="26">An arrow points to the package that is used. \
                Arrows that follow from others are left out; packages.dot has all of them.%s</text>
                """,
                width, height, width, height, width, height, SPACE, circles() ? " A red arrow closes a circle." : "");
    }

    private boolean circles() {
        return svg.indexOf("class=\"circle\"") >= 0;
    }

    private void frame(Frame frame, double x, double y, double height) {
        var used = String.join(", ", graph.uses().get(frame.module()));
        append(
                "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>\n",
                x, y, frame.width(), height);
        append(
                "<text x=\"%.1f\" y=\"%.1f\"><tspan class=\"module\">%s</tspan>%s</text>\n",
                x + FRAME,
                y + 24,
                frame.module(),
                used.isEmpty() ? "" : "<tspan class=\"caption\" dx=\"10\">uses " + used + "</tspan>");
        double left = x + FRAME;
        double top = y + height - FRAME - BOX_HEIGHT - (frame.layout().layers() - 1) * LAYER_HEIGHT;
        int highest = frame.layout().layers() - 1;
        frame.layout().arrows().forEach(arrow -> arrow(arrow, left, top, highest));
        frame.layout().boxes().forEach(box -> box(box, left, top + (highest - box.layer) * LAYER_HEIGHT));
    }

    private void box(Node box, double left, double y) {
        append(
                "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"4\"/>",
                left + box.x - box.width / 2, y, box.width, BOX_HEIGHT);
        append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", left + box.x, y + 16, box.name);
    }

    /** Draws an arrow: straight through each layer, curved between layers. */
    private void arrow(Arrow arrow, double left, double top, int highest) {
        var points = arrow.points();
        var path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            var node = points.get(i);
            double x = left + node.x;
            double upper = top + (highest - node.layer) * LAYER_HEIGHT;
            double lower = upper + BOX_HEIGHT;
            if (i == 0) {
                path.append(format("M%.1f,%.1f", x, lower));
                continue;
            }
            double before = left + points.get(i - 1).x;
            double middle = upper - (LAYER_HEIGHT - BOX_HEIGHT) / 2;
            path.append(format(" C%.1f,%.1f %.1f,%.1f %.1f,%.1f", before, middle, x, middle, x, upper));
            if (i < points.size() - 1) {
                path.append(format(" L%.1f,%.1f", x, lower));
            }
        }
        append(
                "<path class=\"%s\" marker-%s=\"url(#tip)\" d=\"%s\"/>\n",
                arrow.backwards() ? "circle" : "arrow", arrow.backwards() ? "start" : "end", path);
    }

    private void append(String template, Object... values) {
        svg.append(format(template, values));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}
