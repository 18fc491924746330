package io.longtake.workflows.media;

import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.session.BackendSession;
import java.util.List;

/**
 * Files for one session.
 *
 * @param known the keys of all uploads this session already counts as its own; what the state lists beyond them was
 *     brought there by an earlier try of this same request, and is adopted instead of uploaded again
 */
public record UploadRequest(AccountLease account, BackendSession session, List<MediaRef> files, List<String> known) {}
