package io.longtake.activities.s3;

import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A real S3 server in this process, with one bucket. It checks signatures. */
final class S3Server implements AutoCloseable {
    private static final String BUCKET = "longtake-test";
    private static final String KEY = "local";
    private static final String SECRET = "not-a-secret";

    private final S3Proxy server;

    S3Server() {
        server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        try (Bucket bucket = open("")) {
            bucket.client().createBucket(request -> request.bucket(BUCKET));
        }
    }

    int port() {
        return server.getPort();
    }

    /** Connects directly. */
    Bucket open(String prefix) {
        return open(prefix, port(), SECRET);
    }

    /** Connects with another secret, or through another port. */
    Bucket open(String prefix, int port, String secret) {
        return Bucket.open(
                location(prefix, port),
                Map.of(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)));
    }

    /** Connects through another port. */
    Bucket openThrough(int port, String prefix) {
        return open(prefix, port, SECRET);
    }

    static BucketLocation location(String prefix, int port) {
        return BucketLocation.parse("s3://" + BUCKET + "/" + prefix, "http://127.0.0.1:" + port, "us-east-1");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
