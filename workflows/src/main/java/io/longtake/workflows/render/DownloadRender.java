package io.longtake.workflows.render;

import io.longtake.workflows.account.AccountLease;

/**
 * Fetches a finished render.
 *
 * @param outputUrl where an older version put the link; now empty, and the activity asks the backend for a fresh one
 */
public record DownloadRender(AccountLease account, String renderId, String outputUrl) {}
