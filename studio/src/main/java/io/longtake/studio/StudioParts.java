package io.longtake.studio;

import io.longtake.studio.project.EditingDesk;
import io.longtake.studio.render.RenderRunner;
import io.longtake.studio.upload.MediaInspector;
import java.time.Clock;

/** What a studio does its work with. */
public record StudioParts(EditingDesk desk, RenderRunner renderer, MediaInspector inspector, Clock clock) {}
