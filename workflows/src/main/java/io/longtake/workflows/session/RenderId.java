package io.longtake.workflows.session;

import io.longtake.workflows.media.MediaRef;

/**
 * The ids of a render. The place consists of the export and the attempt; it is the same after a workflow reset, because
 * it is derived from the first run's id. The id at the backend also contains the draft: after a reset the same place
 * may be used for another draft, and the film of one draft must never be taken for that of another.
 */
final class RenderId {
    private static final char DRAFT = '-';
    private static final int DRAFT_DIGITS = 12;

    private RenderId() {}

    /** @param firstRun run id of the session's first run */
    static String of(String firstRun, int exportTurn, int attempt, MediaRef draft) {
        String digest = draft.sha256();
        return "render_" + firstRun.replace("-", "") + "_" + exportTurn + "_" + attempt + DRAFT
                + digest.substring(0, Math.min(DRAFT_DIGITS, digest.length()));
    }

    /** The part of the id that all drafts at the same place share. */
    static String place(String renderId) {
        int draft = renderId.indexOf(DRAFT);
        return draft < 0 ? renderId : renderId.substring(0, draft);
    }
}
