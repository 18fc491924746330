package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;

/** Downloads a finished render; the activity queries the backend for the link. */
public record DownloadRender(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("renderId") String renderId) {}
