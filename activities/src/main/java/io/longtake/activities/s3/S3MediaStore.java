package io.longtake.activities.s3;

import io.longtake.activities.media.Arrival;
import io.longtake.activities.media.MediaCache;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.media.StoreException;
import io.longtake.files.digest.Sha256;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A media store in a bucket: the content with the SHA-256 {@code abcdef…} is the object {@code media/ab/cdef…}. Content is checked
 * whenever it is fetched. Copies are kept in a cache in the home.
 */
public final class S3MediaStore implements MediaStore {
    /**
     * Content that was stored within this time is not removed: a command of another home may have stored it for a session that is not
     * listed yet.
     */
    private static final Duration PROTECTED = Duration.ofHours(24);
    /** Content that was stored before this is stored again, so that its protection begins anew. */
    private static final Duration RENEWED_AFTER = Duration.ofHours(12);
    /** How often a broken transfer is continued without receiving a byte. */
    private static final int STANDSTILLS = 3;

    private final Bucket bucket;
    private final Uploads uploads;
    private final MediaCache cache;
    private final Clock clock;

    public S3MediaStore(Bucket bucket, MediaCache cache, Clock clock) {
        this.bucket = bucket;
        this.uploads = new Uploads(bucket);
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Arrival receive(InputStream bytes) throws IOException {
        return cache.receive(bytes, this::settle);
    }

    @Override
    public MediaRef adopt(Path file, String name, String contentType) throws IOException {
        return settle(file, new MediaRef(Sha256.of(file), Files.size(file), name, contentType));
    }

    private MediaRef settle(Path complete, MediaRef ref) throws IOException {
        String key = key(ref.sha256());
        Optional<Bucket.Meta> there = bucket.head(key);
        if (there.isEmpty()
                || there.get().bytes() != ref.bytes()
                || there.get().stored().isBefore(clock.instant().minus(RENEWED_AFTER))) {
            uploads.upload(key, complete);
        }
        cache.take(complete, ref.sha256());
        return ref;
    }

    @Override
    public Path path(MediaRef ref) throws IOException {
        Optional<Path> copy = cache.find(ref);
        return copy.isPresent() ? copy.get() : fetched(ref);
    }

    private Path fetched(MediaRef ref) throws IOException {
        Path part = Files.createDirectories(cache.incoming()).resolve(UUID.randomUUID() + ".part");
        try {
            MessageDigest digest = Sha256.digest();
            try (OutputStream file = Files.newOutputStream(part)) {
                receive(ref, part, new DigestOutputStream(file, digest));
            }
            if (Files.size(part) != ref.bytes()
                    || !HexFormat.of().formatHex(digest.digest()).equals(ref.sha256())) {
                throw new MediaMissingException(
                        ref, "in " + bucket.location() + " is damaged: its content does not match its SHA-256");
            }
            return cache.take(part, ref.sha256());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Continues a broken transfer where it ended. */
    private void receive(MediaRef ref, Path part, OutputStream out) throws IOException {
        long received = 0;
        int standstills = 0;
        while (true) {
            try {
                if (!bucket.read(key(ref.sha256()), received, out)) {
                    throw missing(ref);
                }
                return;
            } catch (StoreException | MediaMissingException e) {
                throw e;
            } catch (IOException broken) {
                out.flush();
                long now = Files.size(part);
                standstills = now > received ? 0 : standstills + 1;
                if (standstills == STANDSTILLS || now > ref.bytes()) {
                    throw new StoreException(
                            "'" + ref.name() + "' can't be fetched from " + bucket.location() + " ("
                                    + broken.getMessage() + ")",
                            true,
                            broken);
                }
                received = now;
            }
        }
    }

    @Override
    public void check(MediaRef ref) throws IOException {
        Optional<Bucket.Meta> there = bucket.head(key(ref.sha256()));
        if (there.isEmpty()) {
            throw missing(ref);
        }
        if (there.get().bytes() != ref.bytes()) {
            throw new MediaMissingException(ref, "has " + there.get().bytes() + " bytes instead of " + ref.bytes());
        }
    }

    /** For content that the bucket has just reported as missing. */
    private MediaMissingException missing(MediaRef ref) throws IOException {
        return new MediaMissingException(
                ref,
                bucket.head(removalKey(ref.sha256())).isPresent()
                        ? "was removed by `longtake prune`"
                        : "is missing in " + bucket.location());
    }

    @Override
    public Optional<Stored> find(String sha256) throws IOException {
        return bucket.head(key(sha256)).map(there -> new Stored(Optional.empty(), there.bytes(), there.stored()));
    }

    @Override
    public void remove(String sha256) throws IOException {
        bucket.put(removalKey(sha256), new byte[0]);
        bucket.delete(key(sha256));
        cache.remove(sha256);
    }

    @Override
    public void discard(MediaRef ref) throws IOException {
        bucket.delete(key(ref.sha256()));
        cache.remove(ref.sha256());
    }

    @Override
    public Optional<Instant> removed(String sha256) throws IOException {
        return bucket.head(key(sha256)).isPresent()
                ? Optional.empty()
                : bucket.head(removalKey(sha256)).map(Bucket.Meta::stored);
    }

    @Override
    public <T> T withLock(FolderLock.Work<T, IOException> work) throws IOException {
        return cache.withLock(work);
    }

    @Override
    public Instant youngestRemovable() {
        return clock.instant().minus(PROTECTED);
    }

    static String key(String sha256) {
        return "media/" + sharded(sha256);
    }

    private static String removalKey(String sha256) {
        return "removed/" + sharded(sha256);
    }

    private static String sharded(String sha256) {
        return sha256.substring(0, 2) + "/" + sha256.substring(2);
    }
}
