package io.longtake.activities.s3;

import io.longtake.activities.media.StoreException;
import io.longtake.network.http.HttpClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects below one prefix of a bucket. Keys are relative to the prefix. Every method throws a {@link StoreException} if the store
 * does not answer, or denies access. Thread-safe.
 */
public final class Bucket implements AutoCloseable {
    /** Failed requests are repeated by the SDK, with growing pauses up to about a second. */
    private static final int ATTEMPTS = 4;

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICTS_REPEATED = 20;
    private static final long CONFLICT_PAUSE_NANOS = 50_000_000;

    private final BucketLocation location;
    private final StoreFailures failures;
    private final S3Client client;

    Bucket(BucketLocation location, S3Client client) {
        this.location = location;
        this.failures = new StoreFailures(location);
        this.client = client;
    }

    /**
     * Connects with the credentials of the AWS environment: variables, profile files, or the machine's role.
     *
     * @param environment names proxies and certificates
     */
    public static Bucket open(BucketLocation location, Map<String, String> environment) {
        return open(location, environment, DefaultCredentialsProvider.builder().build());
    }

    static Bucket open(BucketLocation location, Map<String, String> environment, AwsCredentialsProvider credentials) {
        var builder = S3Client.builder()
                .httpClient(new OkHttpSdkClient(new HttpClients(environment)))
                .credentialsProvider(credentials)
                // Other S3-compatible servers may not support the newer checksums; Content-MD5 and our own SHA-256
                // protect
                // the content.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        options -> options.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        location.endpoint().ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint))
                .forcePathStyle(true));
        region(location).ifPresent(builder::region);
        return new Bucket(location, builder.build());
    }

    /** Empty on a machine at Amazon, where the SDK determines the region. */
    private static Optional<Region> region(BucketLocation location) {
        if (location.region().isPresent()) {
            return location.region().map(Region::of);
        }
        try {
            return Optional.of(
                    new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                            .getRegion());
        } catch (SdkException notNamed) {
            return location.endpoint().map(other -> Region.US_EAST_1);
        }
    }

    public BucketLocation location() {
        return location;
    }

    S3Client client() {
        return client;
    }

    String fullKey(String key) {
        return location.prefix() + key;
    }

    /** What is known of an object without reading it. */
    record Meta(long bytes, Instant stored) {}

    /** Empty if there is no such object. */
    Optional<Meta> head(String key) throws StoreException {
        return ifExists(() -> {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(location.bucket()).key(fullKey(key)));
            return new Meta(head.contentLength(), head.lastModified());
        });
    }

    /** Reads a small object; empty if there is no such object. */
    Optional<byte[]> get(String key) throws StoreException {
        return ifExists(() -> client.getObjectAsBytes(
                        request -> request.bucket(location.bucket()).key(fullKey(key)))
                .asByteArray());
    }

    /**
     * Copies an object to a stream.
     *
     * @param from the position of the first byte to copy
     * @return false if there is no such object
     * @throws IOException also if the connection breaks; bytes may have been written
     */
    boolean read(String key, long from, OutputStream out) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(location.bucket())
                .key(fullKey(key))
                .applyMutation(range -> {
                    if (from > 0) {
                        range.range("bytes=" + from + "-");
                    }
                })
                .build();
        Optional<InputStream> content = ifExists(() -> client.getObject(request));
        if (content.isEmpty()) {
            return false;
        }
        try (InputStream in = content.get()) {
            if (from > 0
                    && in instanceof software.amazon.awssdk.core.ResponseInputStream<?> answer
                    && answer.response() instanceof GetObjectResponse got
                    && got.contentRange() == null) {
                // The server does not know ranges and sends everything.
                in.skipNBytes(from);
            }
            in.transferTo(out);
        } catch (SdkException e) {
            throw failures.translate(e);
        }
        return true;
    }

    void put(String key, byte[] content) throws StoreException {
        call(() -> client.putObject(to(key), RequestBody.fromBytes(content)));
    }

    /**
     * Creates an object if no object with this key exists; the store decides atomically.
     *
     * @return false if one exists. The SDK repeats a request whose response was lost, so that may be the one that this call created
     * @throws StoreException if it is not known whether the object was created
     */
    boolean putIfAbsent(String key, byte[] content) throws StoreException {
        PutObjectRequest request = to(key).toBuilder().ifNoneMatch("*").build();
        for (int conflicts = 0; ; conflicts++) {
            try {
                client.putObject(request, RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                // Another request for the same key is in progress.
                if (e.statusCode() != CONFLICT || conflicts == CONFLICTS_REPEATED) {
                    throw failures.translate(e);
                }
                LockSupport.parkNanos(CONFLICT_PAUSE_NANOS);
            } catch (SdkException e) {
                throw failures.translate(e);
            }
        }
    }

    private PutObjectRequest to(String key) {
        return PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(fullKey(key))
                .build();
    }

    void delete(String key) throws StoreException {
        call(() ->
                client.deleteObject(request -> request.bucket(location.bucket()).key(fullKey(key))));
    }

    /** The objects whose key begins with a prefix, up to a number of pages of 1,000. */
    List<Listed> list(String prefix, int pages) throws StoreException {
        return call(() ->
                client
                        .listObjectsV2Paginator(
                                request -> request.bucket(location.bucket()).prefix(fullKey(prefix)))
                        .stream()
                        .limit(pages)
                        .flatMap(page -> page.contents().stream())
                        .map(object -> new Listed(
                                object.key().substring(location.prefix().length()), object.lastModified()))
                        .toList());
    }

    /** An object in a list. */
    record Listed(String key, Instant stored) {}

    <T> T call(Supplier<T> call) throws StoreException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failures.translate(e);
        }
    }

    private <T> Optional<T> ifExists(Supplier<T> call) throws StoreException {
        try {
            return Optional.of(call.get());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            // The answer to HEAD has no body that names the reason.
            if (e.statusCode() == NOT_FOUND
                    && (e.awsErrorDetails() == null
                            || !"NoSuchBucket".equals(e.awsErrorDetails().errorCode()))) {
                return Optional.empty();
            }
            throw failures.translate(e);
        } catch (SdkException e) {
            throw failures.translate(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
