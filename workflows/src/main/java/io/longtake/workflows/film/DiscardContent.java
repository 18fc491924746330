package io.longtake.workflows.film;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;

/** Content of the media store that nothing needs any more. */
public record DiscardContent(@JsonProperty("content") List<MediaRef> content) {
    public DiscardContent {
        content = List.copyOf(content);
    }
}
