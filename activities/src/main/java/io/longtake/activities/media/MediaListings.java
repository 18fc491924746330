package io.longtake.activities.media;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.workflows.media.ListingDocument;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lists of files, kept as documents in the media store. Every method throws {@link MediaMissingException} if a document is missing,
 * and another {@link IOException} if it can't be read or written.
 */
public final class MediaListings {
    private static final ObjectMapper JSON = Payloads.mapper();
    private static final TypeReference<ListingDocument<MediaRef>> FILES = new TypeReference<>() {};
    private static final TypeReference<ListingDocument<UploadedMedia>> UPLOADS = new TypeReference<>() {};

    private final MediaStore store;

    public MediaListings(MediaStore store) {
        this.store = store;
    }

    /** Stores the list of a request's files. */
    public MediaListing list(List<MediaRef> files) throws IOException {
        return write(new ListingDocument<>(Optional.empty(), files));
    }

    public List<MediaRef> files(MediaListing listing) throws IOException {
        return all(listing, FILES);
    }

    /** The files of a list; empty if there is no list. */
    public List<MediaRef> files(Optional<MediaListing> listing) throws IOException {
        return listing.isPresent() ? files(listing.get()) : List.of();
    }

    /** The uploads of a list; empty if there is no list. */
    public List<UploadedMedia> uploads(Optional<MediaListing> listing) throws IOException {
        return listing.isPresent() ? all(listing.get(), UPLOADS) : List.of();
    }

    /** Returns the list with more files appended. */
    public Optional<MediaListing> withFiles(Optional<MediaListing> listing, List<MediaRef> more) throws IOException {
        return with(listing, more, FILES);
    }

    /** Returns the list with more uploads appended. */
    public Optional<MediaListing> withUploads(Optional<MediaListing> listing, List<UploadedMedia> more)
            throws IOException {
        return with(listing, more, UPLOADS);
    }

    private <T> List<T> all(MediaListing listing, TypeReference<ListingDocument<T>> type) throws IOException {
        List<List<T>> parts = new ArrayList<>();
        int count = 0;
        for (Optional<MediaListing> next = Optional.of(listing); next.isPresent(); ) {
            ListingDocument<T> document = read(next.get(), type);
            parts.add(document.files());
            count += document.files().size();
            next = document.before();
        }
        if (count != listing.count()) {
            throw new IOException("a list of " + listing.count() + " files contains " + count);
        }
        Collections.reverse(parts);
        return parts.stream().flatMap(List::stream).toList();
    }

    /**
     * Appends files, and merges the preceding documents that are not longer than what is appended. As a result, a list of n files
     * is a chain of at most log n documents, and each file is written at most log n times, regardless of the sizes of the uploads.
     */
    private <T> Optional<MediaListing> with(
            Optional<MediaListing> listing, List<T> more, TypeReference<ListingDocument<T>> type) throws IOException {
        if (more.isEmpty()) {
            return listing;
        }
        List<T> files = more;
        Optional<MediaListing> before = listing;
        while (before.isPresent()) {
            ListingDocument<T> last = read(before.get(), type);
            if (last.files().size() > files.size()) {
                break;
            }
            List<T> both = new ArrayList<>(last.files());
            both.addAll(files);
            files = both;
            before = last.before();
        }
        return Optional.of(write(new ListingDocument<>(before, files)));
    }

    private <T> ListingDocument<T> read(MediaListing listing, TypeReference<ListingDocument<T>> type)
            throws IOException {
        return JSON.readValue(store.path(listing.document()).toFile(), type);
    }

    private MediaListing write(ListingDocument<?> document) throws IOException {
        int before = document.before().map(MediaListing::count).orElse(0);
        return new MediaListing(
                store.put(JSON.writeValueAsBytes(document), "list-of-files.json", "application/json"),
                before + document.files().size());
    }
}
