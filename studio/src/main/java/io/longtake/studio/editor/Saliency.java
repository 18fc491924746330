package io.longtake.studio.editor;

import java.util.List;

/** Says where in a picture the eye goes. The same picture gives the same answer. */
interface Saliency {
    /**
     * A point worth looking at.
     *
     * @param x 0 the picture's left edge, 1 its right one
     * @param y likewise from top to bottom
     */
    record Point(double x, double y) {}

    /** The points of one picture, the strongest first; never empty. */
    List<Point> points(MediaItem picture);

    /** Without a look at the pixels: where the thirds cross, and the middle. */
    Saliency THIRDS = picture -> List.of(
            new Point(0.5, 0.42),
            new Point(0.36, 0.38),
            new Point(0.64, 0.38),
            new Point(0.34, 0.6),
            new Point(0.66, 0.6));
}
