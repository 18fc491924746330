package io.longtake.workflows.session;

import io.longtake.workflows.media.MediaRef;

/**
 * The names of a render. Its place is the export and the attempt, the same after a workflow reset, which keeps the first run's
 * id. The id at the backend also names the draft: after a reset the same place may be taken by another draft, and the film of
 * one draft is never taken for that of another.
 */
final class RenderId {
    private static final char DRAFT = '-';
    private static final int DRAFT_DIGITS = 12;

    private RenderId() {}

    /** @param firstRun the id of the session's first run */
    static String of(String firstRun, int exportTurn, int attempt, MediaRef draft) {
        String digest = draft.sha256();
        return "render_" + firstRun.replace("-", "") + "_" + exportTurn + "_" + attempt + DRAFT
                + digest.substring(0, Math.min(DRAFT_DIGITS, digest.length()));
    }

    /** What all drafts at the same place share. */
    static String place(String renderId) {
        int draft = renderId.indexOf(DRAFT);
        return draft < 0 ? renderId : renderId.substring(0, draft);
    }
}
