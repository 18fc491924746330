package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.longtake.studio.timeline.Arrangement.Move;

/** One move of the camera from one part of a picture to another. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Travel(Part from, Part to) {
    public Travel {
        if (from == to) {
            throw new IllegalArgumentException("a travel needs two different parts, not " + from + " twice");
        }
    }

    /** A part of a picture; its place is from -1, the left or upper edge, to 1. */
    public enum Part {
        WHOLE(0, 0),
        FACE(0, 0),
        SUBJECT(0, 0),
        CENTRE(0, 0),
        LEFT(-1, 0),
        RIGHT(1, 0),
        TOP(0, -1),
        BOTTOM(0, 1),
        TOP_LEFT(-1, -1),
        TOP_RIGHT(1, -1),
        BOTTOM_LEFT(-1, 1),
        BOTTOM_RIGHT(1, 1);

        private final int across;
        private final int down;

        Part(int across, int down) {
            this.across = across;
            this.down = down;
        }

        public int across() {
            return across;
        }

        public int down() {
            return down;
        }

        /** Whether it lies at an edge or in a corner. */
        public boolean isEdge() {
            return across != 0 || down != 0;
        }
    }

    /** The nearest simple move. */
    public Move move() {
        if (from == Part.WHOLE) {
            return Move.ZOOM_IN;
        }
        if (to == Part.WHOLE) {
            return Move.ZOOM_OUT;
        }
        int across = to.across - from.across;
        int down = to.down - from.down;
        if (across == 0 && down == 0) {
            return Move.ZOOM_IN;
        }
        return Math.abs(across) >= Math.abs(down)
                ? (across > 0 ? Move.PAN_RIGHT : Move.PAN_LEFT)
                : (down > 0 ? Move.PAN_DOWN : Move.PAN_UP);
    }

    /** Whether it begins or ends at a face. */
    public boolean namesFace() {
        return from == Part.FACE || to == Part.FACE;
    }
}
