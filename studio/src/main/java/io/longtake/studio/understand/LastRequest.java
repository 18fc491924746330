package io.longtake.studio.understand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the last edit was asked for. It is read at most once for a message, and only if a clause goes back to it. */
final class LastRequest {
    private final Scene scene;
    private @Nullable List<Wish> wishes;

    LastRequest(Scene scene) {
        this.scene = scene;
    }

    /** In the scene of that time; empty where that is not known. */
    List<Wish> wishes() {
        if (wishes == null) {
            wishes = scene.earlier()
                    .map(then -> Understanding.read(scene.before().orElseThrow().said(), then)
                            .instructions())
                    .orElse(List.of());
        }
        return wishes;
    }
}
