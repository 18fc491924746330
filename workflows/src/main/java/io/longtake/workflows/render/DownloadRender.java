package io.longtake.workflows.render;

import io.longtake.workflows.account.AccountLease;

/**
 * Fetches a finished render.
 *
 * @param outputUrl as the backend named it; when it has died, the activity asks for the render again
 */
public record DownloadRender(AccountLease account, String renderId, String outputUrl) {}
