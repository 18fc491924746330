package io.longtake.studio;

import io.longtake.studio.film.libav.FilmParts;

/** What distinguishes one version of the studio from another for its user: how films are rendered, and which databases it can read. */
public final class StudioVersion {
    private StudioVersion() {}

    /** The version of the renderer. Renderers of the same version, on the same JDK, give a film the same frames. */
    public static int renderer() {
        return FilmParts.rendererVersion();
    }

    /** The newest schema of the studio's database that this version can use. */
    public static int database() {
        return StudioSchema.SCHEMA.version();
    }
}
