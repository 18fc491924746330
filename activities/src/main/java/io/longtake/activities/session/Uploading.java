package io.longtake.activities.session;

import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.AccessToken;
import io.longtake.activities.nemo.CallScope;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.Uploaded;
import io.longtake.activities.timeline.ListedMedia;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadProgress;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of one upload request: file by file, adopting what an earlier run has brought there. */
final class Uploading implements Heartbeats.Listener {
    private final UploadRequest request;
    private final MediaStore store;
    private final PhotoConversion conversion;
    private final CallScope scope = new CallScope();
    private volatile UploadProgress progress;

    Uploading(UploadRequest request, MediaStore store, PhotoConversion conversion) {
        this.request = request;
        this.store = store;
        this.conversion = conversion;
        this.progress = new UploadProgress(0, request.files().size(), "", 0, 0);
    }

    UploadReport run(NemoClient client, AccessToken token) throws IOException {
        List<UploadedMedia> done = new ArrayList<>();
        List<String> known = new ArrayList<>(request.known());
        for (MediaRef source : request.files()) {
            progress = new UploadProgress(done.size() + 1, request.files().size(), source.name(), 0, source.bytes());
            Optional<String> adopted = arrivedBefore(client, token, source, known);
            String key = adopted.isPresent() ? adopted.get() : send(client, token, source);
            known.add(key);
            done.add(new UploadedMedia(source, key));
        }
        return new UploadReport(done);
    }

    /** What the state lists beyond what is known was brought by an earlier run whose answer was lost. */
    private Optional<String> arrivedBefore(NemoClient client, AccessToken token, MediaRef source, List<String> known) {
        List<ListedMedia> news = new ArrayList<>(ListedMedia.of(
                client.state(token, request.session().sessionId()).videoInfos()));
        for (String key : known) {
            // One by one: the same file may have been uploaded twice on purpose.
            news.stream().filter(listed -> listed.key().equals(key)).findFirst().ifPresent(news::remove);
        }
        String name = Upload.listedName(source);
        // A converted photo has another hash than its source; so it, and what is listed without one, is known by name.
        boolean converted = !name.equals(source.name());
        return news.stream()
                .filter(listed -> listed.hash().equalsIgnoreCase(source.sha256())
                        || ((converted || listed.hash().isEmpty())
                                && listed.filename().equals(name)))
                .map(ListedMedia::key)
                .findFirst();
    }

    private String send(NemoClient client, AccessToken token, MediaRef source) throws IOException {
        try (Upload upload = prepared(source)) {
            UploadProgress begun = progress;
            long total = upload.bytes();
            Uploaded answer = client.upload(
                    token,
                    request.session().sessionId(),
                    List.of(upload.file()),
                    sent -> progress = new UploadProgress(begun.file(), begun.files(), begun.name(), sent, total),
                    scope);
            return answer.files().stream()
                    .map(ListedMedia::keyOf)
                    .filter(key -> !key.isEmpty())
                    .findFirst()
                    .orElse(upload.file().name());
        }
    }

    private Upload prepared(MediaRef source) throws IOException {
        try {
            return Upload.of(source, store, conversion);
        } catch (MediaMissingException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusablePhotoException(source.name(), e);
        }
    }

    Object progress() {
        return progress;
    }

    @Override
    public void tick() {}

    @Override
    public void cancelled() {
        scope.stop();
    }

    @Override
    public void forsaken() {
        // Another run may be at the same files already.
        scope.stop();
    }
}
