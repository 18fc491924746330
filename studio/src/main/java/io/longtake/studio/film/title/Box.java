package io.longtake.studio.film.title;

/** A rectangle of the canvas in px; x and y are those of its upper left corner. */
public record Box(int x, int y, int width, int height) {
    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }

    boolean overlaps(Box other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    Box atY(int nextY) {
        return new Box(x, nextY, width, height);
    }
}
