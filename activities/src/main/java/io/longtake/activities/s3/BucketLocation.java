package io.longtake.activities.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an object store.
 *
 * @param bucket the name of the bucket
 * @param prefix the beginning of all keys; empty, or ends with a slash
 * @param endpoint the base URL of an S3-compatible server; empty for Amazon S3
 * @param region empty for the region of the AWS environment or profile
 */
public record BucketLocation(
        @JsonProperty("bucket") String bucket,
        @JsonProperty("prefix") String prefix,
        @JsonProperty("endpoint") Optional<String> endpoint,
        @JsonProperty("region") Optional<String> region) {
    private static final Pattern URL = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]{0,200}");

    /**
     * @param url {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
     * @param endpoint may be empty
     * @param region may be empty
     * @throws IllegalArgumentException with a message for the user
     */
    public static BucketLocation parse(String url, String endpoint, String region) {
        Matcher parts = URL.matcher(url.strip());
        String prefix = parts.matches() && parts.group(2) != null ? parts.group(2).replaceFirst("/+$", "") : "";
        if (!parts.matches() || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "'" + url + "' is not a store; use s3://BUCKET or s3://BUCKET/PREFIX with the letters A-Z, a-z, 0-9,"
                            + " '.', '_' and '-' in PREFIX");
        }
        if (!endpoint.isBlank()) {
            checkEndpoint(endpoint.strip());
        }
        return new BucketLocation(
                parts.group(1),
                prefix.isEmpty() ? "" : prefix + "/",
                Optional.of(endpoint.strip()).filter(text -> !text.isEmpty()),
                Optional.of(region.strip()).filter(text -> !text.isEmpty()));
    }

    private static void checkEndpoint(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new IllegalArgumentException(
                "'" + endpoint + "' is not the address of a store; use a URL such as https://store.example:9000");
    }

    /** Whether both name the same content; the address of the server may differ. */
    public boolean isSame(BucketLocation other) {
        return bucket.equals(other.bucket) && prefix.equals(other.prefix);
    }

    /** As in the setting {@code store.url}. */
    public String url() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    /** For messages: the URL, and the server if it is not Amazon's. */
    @Override
    public String toString() {
        return url() + endpoint.map(at -> " at " + at).orElse("");
    }
}
