package io.longtake.studio.film.title;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Canvas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places titles within the safe area, so that none covers another. A title that shares place and time with an earlier one is
 * moved below it, or above it.
 */
public final class TitleLayout {
    /** Between two titles, in em of the smaller letters. */
    private static final double GAP = 0.4;

    private final Canvas canvas;
    private final Box safe;
    private final List<PlacedTitle> placed = new ArrayList<>();

    /** Without titles. */
    public TitleLayout(Canvas canvas) {
        this.canvas = canvas;
        this.safe = SafeArea.of(canvas);
    }

    /** The titles in the same order. A title for which there is no room stands in its own place and is not free. */
    public static List<PlacedTitle> of(Canvas canvas, List<Film.Title> titles) {
        TitleLayout layout = new TitleLayout(canvas);
        titles.forEach(title -> layout.add(layout.place(title, TitleText.of(title, canvas))));
        return List.copyOf(layout.placed);
    }

    /** Adds a title that {@link #place} returned after the last addition. */
    public void add(PlacedTitle title) {
        placed.add(title);
    }

    /**
     * Where a title would stand beside those that were added; if there is no room for it, it is not free.
     *
     * @param text of this title on the same canvas
     */
    public PlacedTitle place(Film.Title title, TitleText text) {
        Box wanted = wanted(title.place(), text);
        PlacedTitle there = new PlacedTitle(title, text, wanted, true);
        List<PlacedTitle> others = placed.stream()
                .filter(other -> other.sharesTime(there) && other.box().height() > 0)
                .toList();
        List<Box> choices = new ArrayList<>(List.of(wanted));
        List<Box> moved = new ArrayList<>();
        for (PlacedTitle other : others) {
            int gap = (int)
                    Math.ceil(GAP * Math.min(text.fontPixels(), other.text().fontPixels()));
            moved.add(wanted.atY(other.box().bottom() + gap));
            moved.add(wanted.atY(other.box().y() - gap - wanted.height()));
        }
        moved.sort(Comparator.comparingInt(box -> Math.abs(box.y() - wanted.y())));
        // Text is read downwards: the later title stands below the earlier one where both are possible.
        moved.stream().filter(box -> box.y() > wanted.y()).forEach(choices::add);
        moved.stream().filter(box -> box.y() <= wanted.y()).forEach(choices::add);
        return choices.stream()
                .filter(box -> safe.contains(box) || box.equals(wanted))
                .filter(box -> others.stream().noneMatch(other -> other.box().overlaps(box)))
                .findFirst()
                .map(box -> new PlacedTitle(title, text, box, true))
                .orElse(new PlacedTitle(title, text, wanted, false));
    }

    private Box wanted(Film.Title.Place place, TitleText text) {
        int width = text.width();
        int height = text.height();
        int x =
                switch (place) {
                    case TOP, CENTER, BOTTOM -> (canvas.widthPx() - width) / 2;
                    case TOP_LEFT, BOTTOM_LEFT -> safe.x();
                    case TOP_RIGHT, BOTTOM_RIGHT -> safe.right() - width;
                };
        int y =
                switch (place) {
                    case TOP, TOP_LEFT, TOP_RIGHT -> safe.y();
                    case CENTER -> centred(height);
                    case BOTTOM, BOTTOM_LEFT, BOTTOM_RIGHT -> safe.bottom() - height;
                };
        return new Box(x, y, width, height);
    }

    /** In the middle of the canvas, or nearest to it within the safe area. */
    private int centred(int height) {
        int y = (canvas.heightPx() - height) / 2;
        return Math.max(safe.y(), Math.min(y, safe.bottom() - height));
    }
}
