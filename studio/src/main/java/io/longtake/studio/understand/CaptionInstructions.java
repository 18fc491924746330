package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.template.Slots;
import java.util.List;
import java.util.Optional;

/** Texts that belong to clips. */
final class CaptionInstructions {
    static final String OF_CLIP = "caption-clip";
    static final String GOES_ON = "caption-goes-on";

    private final Said said;

    CaptionInstructions(Said said) {
        this.said = said;
    }

    boolean add(String name, Slots slots) {
        switch (name) {
            case OF_CLIP, GOES_ON -> {
                said.wishes().add(new Wish.SetCaption(Targets.in(slots), slots.get("quote", String.class)));
                return !slots.has("color") || colour(slots);
            }
            case "captions" -> {
                return inOrder(slots);
            }
            case "remove-captions" -> {
                if (!anyCaption()) {
                    return false;
                }
                said.wishes().add(new Wish.RemoveCaptions(Target.FILM));
                return true;
            }
            case "remove-text" -> {
                said.wishes().add(new Wish.RemoveText());
                return true;
            }
            case "captions-look" -> {
                if (!anyCaption()) {
                    return false;
                }
                Optional<Integer> rgb = slots.find("color", String.class).map(it -> Integer.parseInt(it, 16));
                Optional<Double> scale =
                        slots.has("big") ? Optional.of(1.4) : slots.has("small") ? Optional.of(0.7) : Optional.empty();
                said.wishes().add(new Wish.StyleCaptions(Target.FILM, rgb, scale));
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private boolean colour(Slots slots) {
        int rgb = Integer.parseInt(slots.get("color", String.class), 16);
        said.wishes().add(new Wish.StyleCaptions(Targets.in(slots), Optional.of(rgb), Optional.empty()));
        return true;
    }

    /** One text for each clip, in order. */
    private boolean inOrder(Slots slots) {
        List<String> texts = ((List<?>) slots.get("list", Object.class))
                .stream().map(String.class::cast).toList();
        int clips = said.scene().now().clips().size();
        if (clips < 2) {
            return false;
        }
        for (int i = 0; i < Math.min(clips, texts.size()); i++) {
            said.wishes().add(new Wish.SetCaption(new Target(List.of(new Ref.Nth(i + 1))), texts.get(i)));
        }
        if (texts.size() > clips) {
            said.remarks().add(new Remark.NotUnderstood(texts.subList(clips, texts.size())));
        }
        return true;
    }

    /** Whether the film has a caption, or gets one from the same message. */
    private boolean anyCaption() {
        return said.scene().now().clips().stream().map(Clip::ownCaption).anyMatch(Optional::isPresent)
                || said.wishes().stream().anyMatch(Wish.SetCaption.class::isInstance);
    }
}
