package io.longtake.activities.session;

import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.media.MediaListings;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.answer.Uploaded;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.timeline.ListedMedia;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadProgress;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One run of one upload request. Handles the files one by one, and skips files that an earlier run has already uploaded. */
final class Uploading {
    private final UploadRequest request;
    private final MediaStore store;
    private final MediaListings listings;
    private final PhotoConversion conversion;
    private final CallScope scope = new CallScope();
    private volatile UploadProgress progress;

    Uploading(UploadRequest request, MediaStore store, PhotoConversion conversion) {
        this.request = request;
        this.store = store;
        this.listings = new MediaListings(store);
        this.conversion = conversion;
        this.progress = new UploadProgress(0, request.files().count(), "", 0, 0);
    }

    UploadReport run(NemoClient client, AccessToken token) throws IOException {
        List<UploadedMedia> held = listings.uploads(request.held());
        List<MediaRef> asked = asked();
        List<MediaRef> leftOut = request.addDuplicates() ? List.of() : alreadyHeld(held, asked);
        List<MediaRef> wanted = new ArrayList<>(asked);
        wanted.removeAll(leftOut);
        List<UploadedMedia> done = new ArrayList<>();
        List<String> known =
                held.stream().map(UploadedMedia::backendKey).collect(Collectors.toCollection(ArrayList::new));
        int before = request.from() + asked.size() - wanted.size();
        for (MediaRef source : wanted) {
            progress = new UploadProgress(
                    before + done.size() + 1, request.files().count(), source.name(), 0, source.bytes());
            Optional<String> adopted = alreadyUploaded(client, token, source, known);
            String key = adopted.isPresent() ? adopted.get() : send(client, token, source);
            known.add(key);
            done.add(new UploadedMedia(source, key));
        }
        return report(done, FileNames.of(wanted), FileNames.of(leftOut));
    }

    private UploadReport report(List<UploadedMedia> done, FileNames uploaded, FileNames leftOut)
            throws MediaMissingException {
        try {
            return new UploadReport(
                    listings.withUploads(request.held(), done),
                    listings.withFiles(request.kept(), newFiles(done)),
                    uploaded,
                    leftOut);
        } catch (MediaMissingException e) {
            throw e;
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.BACKEND_TROUBLE,
                    "The list of files can't be stored on this machine: " + e.getMessage());
        }
    }

    private List<MediaRef> asked() throws IOException {
        List<MediaRef> all = listings.files(request.files());
        return all.subList(request.from(), Math.min(all.size(), request.from() + Limits.FILES_PER_REQUEST));
    }

    /** Compares by content. A file that is named twice in one request is uploaded twice, because the user requested it. */
    private static List<MediaRef> alreadyHeld(List<UploadedMedia> held, List<MediaRef> files) {
        Set<String> contents = held.stream().map(one -> one.source().sha256()).collect(Collectors.toSet());
        return files.stream().filter(file -> contents.contains(file.sha256())).toList();
    }

    /** The sources that were not uploaded before. */
    private List<MediaRef> newFiles(List<UploadedMedia> done) throws IOException {
        Set<MediaRef> newFiles = new LinkedHashSet<>();
        done.forEach(one -> newFiles.add(one.source()));
        listings.files(request.kept()).forEach(newFiles::remove);
        return List.copyOf(newFiles);
    }

    /**
     * Finds the file among those that the backend's state lists and the session does not know: an earlier run uploaded it, and the
     * response was lost.
     */
    private Optional<String> alreadyUploaded(
            NemoClient client, AccessToken token, MediaRef source, List<String> known) {
        String name = Upload.listedName(source);
        // A converted photo has another hash than its source, so it is matched by name, as are files that are
        // listed without a hash.
        boolean converted = !name.equals(source.name());
        return newFiles(
                        ListedMedia.of(client.state(token, request.session().sessionId())
                                .videoInfos()),
                        known)
                .stream()
                .filter(listed -> listed.hash().equalsIgnoreCase(source.sha256())
                        || ((converted || listed.hash().isEmpty())
                                && listed.filename().equals(name)))
                .map(ListedMedia::key)
                .findFirst();
    }

    /**
     * The listed files that are not known. Each occurrence counts, because the same file may have been uploaded twice on purpose.
     */
    private static List<ListedMedia> newFiles(List<ListedMedia> listed, List<String> known) {
        Map<String, Integer> left = new HashMap<>();
        known.forEach(key -> left.merge(key, 1, Integer::sum));
        List<ListedMedia> newFiles = new ArrayList<>();
        for (ListedMedia one : listed) {
            if (left.merge(one.key(), -1, Integer::sum) < 0) {
                newFiles.add(one);
            }
        }
        return newFiles;
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
            throw new UnusablePhotoException(source.name(), store.path(source), e);
        }
    }

    /** The name of the current file, as the user knows it. */
    String name() {
        return progress.name();
    }

    Object progress() {
        return progress;
    }

    /** Aborts the running request. */
    void stop() {
        scope.stop();
    }
}
