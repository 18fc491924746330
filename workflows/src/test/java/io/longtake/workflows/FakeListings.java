package io.longtake.workflows;

import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.ListingDocument;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.TurnSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists of files for the fakes: addressed by content, so that all fakes can share them, and stored as one document
 * each.
 */
public final class FakeListings {
    private static final Map<String, List<?>> KEPT = new ConcurrentHashMap<>();

    private FakeListings() {}

    /** Uploads a file to the fake's backend, or finds it there from an earlier attempt; returns its key. */
    public interface Bringing {
        /** @param known the keys of all uploads that the session counts as its own */
        String bring(MediaRef file, List<String> known);
    }

    public static TurnSpec.AddMedia adding(MediaRef... files) {
        return adding(List.of(files), false);
    }

    public static TurnSpec.AddMedia adding(List<MediaRef> files, boolean addDuplicates) {
        return new TurnSpec.AddMedia(keep(files), FileNames.of(files), addDuplicates);
    }

    public static MediaListing keep(List<?> files) {
        try {
            byte[] document = Payloads.mapper().writeValueAsBytes(new ListingDocument<>(Optional.empty(), files));
            // Not the Sha256 class of files/: this module depends on no other module, not even in its tests.
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document));
            KEPT.put(hash, List.copyOf(files));
            return new MediaListing(
                    new MediaRef(hash, document.length, "files.json", "application/json"), files.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<MediaRef> files(MediaListing listing) {
        return entries(listing, MediaRef.class);
    }

    public static List<UploadedMedia> uploads(Optional<MediaListing> listing) {
        return listing.map(some -> entries(some, UploadedMedia.class)).orElse(List.of());
    }

    private static <T> List<T> entries(MediaListing listing, Class<T> type) {
        List<?> kept = Optional.<List<?>>ofNullable(KEPT.get(listing.document().sha256()))
                .orElseThrow(() -> new AssertionError("not kept: " + listing));
        return kept.stream().map(type::cast).toList();
    }

    /** Performs an upload and lists the results. */
    public static UploadReport upload(UploadRequest request, Bringing backend) {
        List<UploadedMedia> held = new ArrayList<>(uploads(request.held()));
        Set<String> contents = held.stream().map(one -> one.source().sha256()).collect(Collectors.toSet());
        List<MediaRef> asked = files(request.files()).stream()
                .skip(request.from())
                .limit(Limits.FILES_PER_REQUEST)
                .toList();
        Map<Boolean, List<MediaRef>> wanted = asked.stream()
                .collect(Collectors.partitioningBy(
                        file -> request.addDuplicates() || !contents.contains(file.sha256())));
        List<String> known =
                held.stream().map(UploadedMedia::backendKey).collect(Collectors.toCollection(ArrayList::new));
        for (MediaRef file : wanted.get(true)) {
            String key = backend.bring(file, known);
            known.add(key);
            held.add(new UploadedMedia(file, key));
        }
        Set<MediaRef> kept = Stream.concat(
                        request.kept().stream().flatMap(some -> files(some).stream()), wanted.get(true).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new UploadReport(
                Optional.of(held).filter(some -> !some.isEmpty()).map(FakeListings::keep),
                Optional.of(kept).filter(some -> !some.isEmpty()).map(some -> keep(List.copyOf(some))),
                FileNames.of(wanted.get(true)),
                FileNames.of(wanted.get(false)));
    }
}
