package io.longtake.activities.s3;

import io.longtake.activities.media.StoreException;
import io.longtake.files.digest.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads files, large ones in parts. The store checks each part's digest, so a part that arrives damaged is refused and sent again. */
final class Uploads {
    /** Files above this size are sent in parts: a broken connection then costs one part. The store accepts 10,000 parts. */
    static final long PART_BYTES = 16L << 20;

    private static final int MAX_PARTS = 10_000;

    private final Bucket bucket;
    private final S3Client client;

    Uploads(Bucket bucket) {
        this.bucket = bucket;
        this.client = bucket.client();
    }

    void upload(String key, Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes <= PART_BYTES) {
            String digest = Md5.base64(file, 0, bytes);
            bucket.call(() -> client.putObject(
                    request -> request.bucket(bucket.location().bucket())
                            .key(bucket.fullKey(key))
                            .contentMD5(digest),
                    RequestBody.fromFile(file)));
            return;
        }
        String id = bucket.call(() -> client.createMultipartUpload(
                        request -> request.bucket(bucket.location().bucket()).key(bucket.fullKey(key)))
                .uploadId());
        try {
            List<CompletedPart> parts = parts(key, id, file, bytes);
            bucket.call(() -> client.completeMultipartUpload(
                    request -> request.bucket(bucket.location().bucket())
                            .key(bucket.fullKey(key))
                            .uploadId(id)
                            .multipartUpload(all -> all.parts(parts))));
        } catch (IOException | RuntimeException e) {
            abandon(bucket.fullKey(key), id);
            throw e;
        }
    }

    private List<CompletedPart> parts(String key, String id, Path file, long bytes) throws IOException {
        long size = Math.max(PART_BYTES, (bytes + MAX_PARTS - 1) / MAX_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < bytes; from += size) {
            long start = from;
            long length = Math.min(size, bytes - from);
            int number = parts.size() + 1;
            String digest = Md5.base64(file, start, length);
            String tag = bucket.call(() -> client.uploadPart(
                            request -> request.bucket(bucket.location().bucket())
                                    .key(bucket.fullKey(key))
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentLength(length)
                                    .contentMD5(digest),
                            RequestBody.fromContentProvider(
                                    () -> FileSection.open(file, start, length), length, "application/octet-stream"))
                    .eTag());
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private void abandon(String fullKey, String id) {
        try {
            bucket.call(() -> client.abortMultipartUpload(request ->
                    request.bucket(bucket.location().bucket()).key(fullKey).uploadId(id)));
        } catch (IOException e) {
            // The failure of the upload is reported instead; housekeeping removes the parts.
        }
    }

    /** Removes the parts of uploads that were begun before a time and not completed. */
    int abandonUnfinished(Instant before) throws StoreException {
        var unfinished = bucket.call(() -> client
                .listMultipartUploadsPaginator(
                        request -> request.bucket(bucket.location().bucket()).prefix(bucket.fullKey("media/")))
                .uploads()
                .stream()
                .filter(upload -> upload.initiated().isBefore(before))
                .toList());
        unfinished.forEach(upload -> abandon(upload.key(), upload.uploadId()));
        return unfinished.size();
    }
}
