package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One answer to a question of the studio.
 *
 * @param label how a person names it, for example the name of a clip
 * @param request the message that has the same effect and needs no question
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Choice(String label, String request) {}
