package io.longtake.studio;

import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.render.ChildProcessRunner;
import io.longtake.studio.render.InProcessRunner;
import io.longtake.studio.render.RenderRunner;
import io.longtake.studio.upload.FileInspector;
import io.longtake.studio.upload.MediaInspector;
import java.time.Clock;

/** The components that a studio works with. */
public record StudioComponents(ProjectEditor editor, RenderRunner renderer, MediaInspector inspector, Clock clock) {

    /** The production components. */
    public static StudioComponents of(StudioConfig config) {
        ProjectEditor editor = new TimelineEditor(new SentenceEditor());
        RenderRunner renderer = config.renders().ownProcess()
                ? new ChildProcessRunner()
                : new InProcessRunner(editor, new LibavFilmRenderer());
        return new StudioComponents(editor, renderer, new FileInspector(), Clock.systemUTC());
    }

    public StudioComponents withRenderer(RenderRunner other) {
        return new StudioComponents(editor, other, inspector, clock);
    }
}
