package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Shot;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.render.FailedFile;
import io.longtake.studio.film.title.PlacedTitle;
import io.longtake.studio.film.title.TitleLayer;
import io.longtake.studio.film.title.TitleLayout;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Draws any frame of a film; drawing frames in order is cheapest. Not thread-safe. */
public final class Compositor implements FrameStream.FrameSource {
    private final Film film;
    private final Stills stills = new Stills();
    private final Map<Integer, Layer> layers = new HashMap<>();
    private final IdentityHashMap<PlacedTitle, TitleLayer> titles = new IdentityHashMap<>();
    private final List<PlacedTitle> placed;
    private final PackedPicture under;

    public Compositor(Film film) {
        this.film = film;
        placed = TitleLayout.of(film.canvas(), film.titles());
        under = PackedPicture.black(film.canvas().widthPx(), film.canvas().heightPx());
    }

    /** Fills {@code out} with frame {@code frame} of the film. */
    @Override
    public void draw(int frame, PackedPicture out) throws IOException {
        int index = shotAt(frame);
        List<Shot> shots = film.shots();
        Shot shot = shots.get(index);
        int into = frame - FrameClock.frames(shot.start());
        int overlap = index == 0 ? 0 : FrameClock.frames(shot.transition().length());
        forgetBefore(into < overlap ? index - 1 : index);
        draw(index, into, out);
        if (into < overlap && shot.transition().kind() != Film.Transition.Kind.CUT) {
            Shot before = shots.get(index - 1);
            draw(index - 1, frame - FrameClock.frames(before.start()), under);
            join(shot.transition().kind(), (into + 1.0) / (overlap + 1), out);
        }
        fadeIn(frame, out);
        title(frame, out);
        fadeOut(frame, out);
    }

    private void draw(int index, int frame, PackedPicture into) throws IOException {
        FailedFile.named(film.shots().get(index).source().file(), () -> {
            layer(index).draw(frame, into);
            return into;
        });
    }

    private void title(int frame, PackedPicture out) throws IOException {
        for (PlacedTitle title : placed) {
            if (title.isShownAt(frame)) {
                TitleLayer layer = titles.get(title);
                if (layer == null) {
                    layer = new TitleLayer(title);
                    titles.put(title, layer);
                }
                layer.draw(frame, out);
            }
        }
    }

    /** {@code out} holds the new picture, {@code under} the old one. */
    private void join(Film.Transition.Kind kind, double part, PackedPicture out) {
        switch (kind) {
            case CUT -> {}
            case CROSSFADE -> Blend.mix(out, under, 1 - smooth(part));
            case DIP_TO_BLACK -> {
                if (part < 0.5) {
                    out.copyFrom(under);
                }
                Blend.dim(out, Math.abs(2 * smooth(part) - 1));
            }
            case SLIDE -> {
                Blend.slide(under, out, smooth(part));
                out.copyFrom(under);
            }
            case WIPE -> {
                Blend.wipe(under, out, smooth(part));
                out.copyFrom(under);
            }
        }
    }

    /** Below the titles: the first frame, which platforms use as the cover, shows the title that opens the film. */
    private void fadeIn(int frame, PackedPicture out) {
        int length = FrameClock.frames(film.fades().in());
        if (frame < length) {
            Blend.dim(out, smooth(frame / (double) length));
        }
    }

    private void fadeOut(int frame, PackedPicture out) {
        int left = FrameClock.frames(film.length()) - 1 - frame;
        int length = FrameClock.frames(film.fades().out());
        if (left < length) {
            Blend.dim(out, smooth(left / (double) length));
        }
    }

    private static double smooth(double t) {
        double u = Math.min(Math.max(t, 0), 1);
        return u * u * (3 - 2 * u);
    }

    private int shotAt(int frame) {
        int index = 0;
        for (int i = 1; i < film.shots().size(); i++) {
            if (FrameClock.frames(film.shots().get(i).start()) <= frame) {
                index = i;
            }
        }
        return index;
    }

    private Layer layer(int index) throws IOException {
        Layer known = layers.get(index);
        if (known != null) {
            return known;
        }
        Shot shot = film.shots().get(index);
        Layer layer = open(shot);
        layers.put(index, layer);
        return layer;
    }

    private Layer open(Shot shot) throws IOException {
        int frames = FrameClock.frames(shot.length());
        Layer layer;
        if (shot.source() instanceof Film.Source.Still still) {
            layer = still(still, shot, frames);
        } else {
            layer = new ClipLayer((Film.Source.Clip) shot.source(), shot, film.canvas(), frames);
        }
        return shot.look() == Film.Look.VIGNETTE ? new VignetteLayer(layer, film.canvas()) : layer;
    }

    private Layer still(Film.Source.Still source, Shot shot, int frames) throws IOException {
        Still.Grade grade = LookFilter.grade(shot.look());
        Still still = stills.get(source.file());
        if (shot.fit() == Film.Fit.COVER) {
            return new StillLayer(() -> stills.get(source.file()), shot.motion(), film.canvas(), frames, grade);
        }
        if (shot.fit() == Film.Fit.EXTEND) {
            try (Still framed = Extension.of(still, film.canvas())) {
                return new StillLayer(() -> framed, shot.motion(), film.canvas(), frames, grade);
            }
        }
        // Small enough to be shown whole even at the largest zoom.
        double closest = shot.motion().path().stream()
                .mapToDouble(f -> Math.max(1, f.zoom()))
                .max()
                .orElse(1);
        int width = 2 * film.canvas().widthPx();
        int height = 2 * film.canvas().heightPx();
        double fit =
                Math.min(width / (double) still.width(), height / (double) still.height()) / Math.min(closest, 1.5);
        int innerWidth = Math.max(2, (int) (still.width() * fit)) & ~1;
        int innerHeight = Math.max(2, (int) (still.height() * fit)) & ~1;
        try (Still framed = still.overBlurredSelf(width, height, innerWidth, innerHeight)) {
            return new StillLayer(() -> framed, shot.motion(), film.canvas(), frames, grade);
        }
    }

    private void forgetBefore(int index) {
        for (Iterator<Map.Entry<Integer, Layer>> it = layers.entrySet().iterator(); it.hasNext(); ) {
            Map.Entry<Integer, Layer> entry = it.next();
            if (entry.getKey() < index) {
                entry.getValue().close();
                it.remove();
            }
        }
    }

    @Override
    public void close() {
        layers.values().forEach(Layer::close);
        layers.clear();
        stills.close();
    }
}
