package io.longtake.studio.page;

import io.longtake.studio.account.Balance;
import io.longtake.studio.chat.Message;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.render.Render;
import io.longtake.studio.timeline.MediaItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data that the page shows. */
record View(
        Project project,
        Optional<String> summary,
        List<Shown<Media>> media,
        List<Shown<Render>> renders,
        List<Message> messages,
        Balance balance) {

    /** The address of each picture, by the id that drafts use. */
    Map<String, String> pictures() {
        Map<String, String> found = new HashMap<>();
        for (Shown<Media> shown : media) {
            if (shown.item().facts().kind() == MediaItem.Kind.IMAGE) {
                found.put(shown.item().id(), shown.address());
            }
        }
        return found;
    }

    /** The address of each video, by the id that drafts use. */
    Map<String, String> clips() {
        Map<String, String> found = new HashMap<>();
        for (Shown<Media> shown : media) {
            if (shown.item().facts().kind() == MediaItem.Kind.VIDEO) {
                found.put(shown.item().id(), shown.address());
            }
        }
        return found;
    }

    /** @param address where it can be fetched; empty while it is not available */
    record Shown<T>(T item, String address, int percent) {}
}
