package io.longtake.workflows.media;

import java.util.List;

public record UploadReport(List<UploadedMedia> uploaded) {}
