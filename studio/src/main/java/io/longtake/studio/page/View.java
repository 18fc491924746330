package io.longtake.studio.page;

import io.longtake.studio.account.Balance;
import io.longtake.studio.chat.Message;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.render.Render;
import java.util.List;
import java.util.Optional;

/** What the page shows. */
record View(
        Project project,
        Optional<String> summary,
        List<Shown<Media>> media,
        List<Shown<Render>> renders,
        List<Message> messages,
        Balance balance) {

    /** @param address where it can be fetched; empty while it can't */
    record Shown<T>(T thing, String address, int percent) {}
}
