package io.longtake.cli.preview;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;
import io.longtake.media.picture.StillWriter;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Canvas;
import io.longtake.studio.film.Film.Title;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.picture.Compositor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Frames of a film side by side, each with its time, drawn by the renderer in a small size. */
public final class ContactSheet {
    private static final int LONGER_SIDE_PX = 480;
    private static final int GAP_PX = 8;
    private static final int COLUMNS = 4;
    private static final double CAPTION_PERCENT = 7;

    private final Film film;
    private final List<Integer> frames;

    public ContactSheet(Film film) {
        this.frames = PreviewTimes.of(film);
        this.film = small(film, frames);
    }

    /** Returns the times of the frames in ms. */
    public List<Long> momentsMs() {
        return frames.stream().map(frame -> frame * 1000L / Film.FPS).toList();
    }

    /** Writes the contact sheet as PNG. */
    public void write(Path output) throws IOException {
        StillWriter.png(draw(), output);
    }

    private PackedPicture draw() throws IOException {
        int width = film.canvas().widthPx();
        int height = film.canvas().heightPx();
        int columns = Math.min(COLUMNS, frames.size());
        int rows = (frames.size() + columns - 1) / columns;
        var sheet = PackedPicture.black(columns * (width + GAP_PX) + GAP_PX, rows * (height + GAP_PX) + GAP_PX);
        var tile = PackedPicture.black(width, height);
        try (var compositor = new Compositor(film)) {
            for (int i = 0; i < frames.size(); i++) {
                compositor.draw(frames.get(i), tile);
                place(tile, sheet, GAP_PX + i % columns * (width + GAP_PX), GAP_PX + i / columns * (height + GAP_PX));
            }
        }
        return sheet;
    }

    /** @param left even, like {@code top}, so that chroma samples are aligned */
    private static void place(PackedPicture tile, PackedPicture sheet, int left, int top) {
        copy(tile.y(), sheet.y(), left, top);
        copy(tile.u(), sheet.u(), left / 2, top / 2);
        copy(tile.v(), sheet.v(), left / 2, top / 2);
    }

    private static void copy(PackedPlane from, PackedPlane to, int left, int top) {
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < from.width(); x++) {
                to.set(left + x, top + y, from.sample(x, y));
            }
        }
    }

    /** Returns the same film in a small size. All its dimensions are relative to the canvas. */
    private static Film small(Film film, List<Integer> frames) {
        double scale = LONGER_SIDE_PX
                / (double) Math.max(film.canvas().widthPx(), film.canvas().heightPx());
        List<Title> titles = new ArrayList<>(film.titles());
        for (int frame : frames) {
            titles.add(caption(frame));
        }
        return new Film(
                new Canvas(
                        even(film.canvas().widthPx() * scale),
                        even(film.canvas().heightPx() * scale)),
                film.length(),
                film.shots(),
                titles,
                List.of(),
                film.fades(),
                film.seed());
    }

    private static int even(double pixels) {
        return (int) Math.round(pixels / 2) * 2;
    }

    private static Title caption(int frame) {
        var at = Duration.ofNanos(frame * 1_000_000_000L / Film.FPS);
        var text =
                String.format(Locale.ROOT, "%d:%02d.%d", at.toMinutes(), at.toSecondsPart(), at.toMillisPart() / 100);
        var oneFrame = Duration.ofNanos(1_000_000_000L / Film.FPS);
        if (FrameClock.frames(at) != frame) {
            throw new IllegalStateException("the caption of frame " + frame + " is at " + FrameClock.frames(at));
        }
        return new Title(text, at, oneFrame, Title.Place.TOP_LEFT, CAPTION_PERCENT, 0xffffff, Duration.ZERO);
    }
}
