package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long the film and its clips are. */
final class LengthInstructions {
    private final Said said;

    LengthInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        // How long a video is shown is for its own rules: it may be a trim or another speed.
        if ((slots.has("clips") || slots.has("numbers"))
                && Targets.in(slots).clips().stream().anyMatch(said.scene()::isVideo)) {
            return false;
        }
        Optional<Duration> length = slots.find("duration", Duration.class).or(() -> slots.find("more", Duration.class));
        switch (name) {
            case "leave-out" -> said.wishes().add(new Wish.LeaveOut());
            case "length-exactly" -> {
                return exactly(length.orElseThrow());
            }
            case "film-length" -> said.wishes().add(new Wish.SetLength(length.orElseThrow()));
            case "film-longer" -> said.wishes().add(new Wish.ChangeLength(length.orElseThrow()));
            case "film-shorter" ->
                said.wishes().add(new Wish.ChangeLength(length.orElseThrow().negated()));
            case "each-length" -> said.wishes().add(new Wish.SetEachLength(length.orElseThrow()));
            case "clip-length" -> said.wishes().add(new Wish.SetClipLength(Targets.in(slots), length.orElseThrow()));
            case "clip-longer-by" ->
                said.wishes().add(new Wish.ChangeClipLength(Targets.in(slots), length.orElseThrow()));
            case "clip-shorter-by" ->
                said.wishes()
                        .add(new Wish.ChangeClipLength(
                                Targets.in(slots), length.orElseThrow().negated()));
            case "clip-longer" -> said.wishes().add(new Wish.ScaleClipLength(Targets.in(slots), 1.5));
            case "clip-shorter" -> said.wishes().add(new Wish.ScaleClipLength(Targets.in(slots), 1 / 1.5));
            case "clip-times" ->
                said.wishes()
                        .add(new Wish.ScaleClipLength(
                                Targets.in(slots), Double.parseDouble(slots.get("factor", String.class))));
            case "too-long" -> {
                return again(1 / 1.5);
            }
            case "too-short" -> {
                return again(1.5);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** "Too long": the clip whose length the clause before, or the last request, changed; without such a clip, the film. */
    private boolean again(double factor) {
        List<Wish> before = said.wishes().isEmpty() ? said.earlier().wishes() : said.wishes();
        Optional<Wish> last = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        Optional<Target> target = last.filter(it -> it instanceof Wish.SetClipLength
                        || it instanceof Wish.ChangeClipLength
                        || it instanceof Wish.ScaleClipLength)
                .flatMap(Targets::of);
        target.ifPresent(it -> said.wishes().add(new Wish.ScaleClipLength(it, factor)));
        return target.isPresent();
    }

    /** "Keep the cat on a little longer, like 6 seconds": the clip of the clause before. */
    private boolean exactly(Duration length) {
        int last = said.wishes().size() - 1;
        if (last < 0 || !(said.wishes().get(last) instanceof Wish.ScaleClipLength scale)) {
            return false;
        }
        said.wishes().set(last, new Wish.SetClipLength(scale.target(), length));
        return true;
    }
}
