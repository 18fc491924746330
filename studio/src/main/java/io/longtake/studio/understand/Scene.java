package io.longtake.studio.understand;

import io.longtake.studio.direct.Director;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Caption;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.Wish.Ref;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message is said about.
 *
 * @param media in upload order
 * @param before empty while there is no film yet
 */
public record Scene(List<MediaItem> media, Optional<Timeline> before) {
    public Scene {
        media = List.copyOf(media);
    }

    /** The film as it is, or as a first edit without any request would make it. */
    Arrangement now() {
        return before.map(Timeline::now).orElseGet(() -> Arrangement.of(Clip.ofAll(media)));
    }

    Duration length() {
        return Director.length(now(), media);
    }

    /** The texts that are shown: of titles and of captions. */
    public List<String> titles() {
        return before.map(it -> Stream.concat(
                                it.now().titles().stream().map(Arrangement.TitleCard::text),
                                it.now().clips().stream()
                                        .flatMap(clip -> clip.ownCaption().stream())
                                        .map(Caption::text))
                        .toList())
                .orElse(List.of());
    }

    /** The scene in which the last edit was asked for; empty where that is not known. */
    Optional<Scene> earlier() {
        return before.filter(it -> !it.said().isBlank())
                .map(it -> new Scene(
                        media,
                        it.past().isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        Timeline.of(it.past().get(it.past().size() - 1)))));
    }

    /** Where the clip stands, from 1; empty where there is no such clip. */
    Optional<Integer> position(Ref ref) {
        return position(now().clips(), ref);
    }

    /** Where a clip stands among {@code clips}, from 1; empty where there is no such clip, or where it may be several. */
    public static Optional<Integer> position(List<Clip> clips, Ref ref) {
        if (ref instanceof Ref.Nth nth) {
            int at = nth.position() > 0 ? nth.position() : clips.size() + nth.position() + 1;
            return at >= 1 && at <= clips.size() ? Optional.of(at) : Optional.empty();
        }
        if (ref instanceof Ref.Middle) {
            return clips.isEmpty() ? Optional.empty() : Optional.of(clips.size() / 2 + 1);
        }
        for (int i = 0; i < clips.size(); i++) {
            if (ref instanceof Ref.Medium medium && clips.get(i).media().equals(medium.id())) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    boolean isVideo(Ref ref) {
        return position(ref)
                .map(at -> now().clips().get(at - 1).kind() == MediaItem.Kind.VIDEO)
                .orElse(false);
    }
}
