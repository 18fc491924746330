package io.longtake.activities.s3;

import io.longtake.activities.media.StoreException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Translates failures of the AWS SDK to messages for users. */
final class StoreFailures {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOVED = 301;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final BucketLocation location;

    StoreFailures(BucketLocation location) {
        this.location = location;
    }

    StoreException translate(SdkException e) {
        return e instanceof S3Exception answer ? answered(answer) : unanswered(e);
    }

    private StoreException answered(S3Exception e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
        return switch (e.statusCode()) {
            case FORBIDDEN ->
                new StoreException(
                        "access to the bucket " + location.bucket() + " was denied (" + code
                                + "); check the AWS credentials, and that they may list the bucket and read, write and delete"
                                + " objects below " + location.url(),
                        false,
                        e);
            case NOT_FOUND ->
                new StoreException(
                        "the bucket " + location.bucket() + " does not exist" + at()
                                + "; create it, or correct store.url and store.endpoint",
                        false,
                        e);
            case MOVED ->
                new StoreException(
                        "the bucket " + location.bucket() + " is in another region (" + code + "); set store.region",
                        false,
                        e);
            default ->
                new StoreException(
                        "the store " + location + " answered with an error (" + code + ")",
                        e.statusCode() >= FIRST_SERVER_ERROR || e.statusCode() == TOO_MANY,
                        e);
        };
    }

    private StoreException unanswered(SdkException e) {
        if (e instanceof SdkClientException && String.valueOf(e.getMessage()).contains("credentials")) {
            return new StoreException(
                    "there are no credentials for the store " + location
                            + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                    false,
                    e);
        }
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return new StoreException("the store " + location + " does not answer (" + cause.getMessage() + ")", true, e);
    }

    private String at() {
        return location.endpoint().map(endpoint -> " at " + endpoint).orElse("");
    }
}
