package io.longtake.activities.nemo.http;

import java.util.Map;
import okhttp3.HttpUrl;

/**
 * The addresses of one backend.
 *
 * @param api the base URL of the HTTP contract
 * @param web the base URL of the web pages that users open
 */
public record NemoBackend(HttpUrl api, HttpUrl web) {
    private static final String CLOUD_API = "https://mega-api-prod.nemovideo.ai";
    private static final String CLOUD_WEB = "https://nemovideo.com";

    public NemoBackend {
        if (!api.username().isEmpty() || !api.password().isEmpty()) {
            throw new IllegalArgumentException("A backend address must not contain a user name or password.");
        }
    }

    /** @throws IllegalArgumentException if an address is not an http or https URL */
    public static NemoBackend of(String api, String web) {
        return new NemoBackend(url(api), url(web));
    }

    /** A backend that serves its own web pages, as the studio does. */
    public static NemoBackend of(String api) {
        return of(api, api);
    }

    /**
     * The cloud, unless {@code NEMO_API_URL} or {@code NEMO_WEB_URL} is set.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, if one is not an http or https URL
     */
    public static NemoBackend cloud(Map<String, String> environment) {
        return of(address(environment, "NEMO_API_URL", CLOUD_API), web(environment));
    }

    /**
     * The base URL of the web pages for every backend that does not serve its own: the cloud's, unless {@code NEMO_WEB_URL} is set.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, if it is not an http or https URL
     */
    public static String web(Map<String, String> environment) {
        return address(environment, "NEMO_WEB_URL", CLOUD_WEB);
    }

    /** A variable with an empty value counts as not set, because configuration files for containers contain such values. */
    private static String address(Map<String, String> environment, String variable, String fallback) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return fallback;
        }
        if (HttpUrl.parse(value) == null) {
            throw new IllegalArgumentException(
                    variable + " is '" + value + "', which is not an http or https address. Correct it, or unset it.");
        }
        return value;
    }

    /**
     * The page where a user without an account registers, so that the user's work is assigned to the new account.
     *
     * @param bind the user's id, otherwise the task's
     */
    public HttpUrl registration(String bind) {
        return web.newBuilder().addQueryParameter("bind", bind).build();
    }

    /** Scheme, host and port, for which a token is issued. */
    public String origin() {
        return origin(api);
    }

    /** Whether this is the public cloud of the contract. */
    public boolean isCloud() {
        return origin().equals(origin(url(CLOUD_API)));
    }

    /** Whether {@code url} belongs to this backend, so that its credential may be sent there. */
    public boolean owns(HttpUrl url) {
        return origin(url).equals(origin());
    }

    /** The URL of an endpoint. The path of the base URL is kept, and each segment is encoded. */
    public HttpUrl endpoint(String... segments) {
        HttpUrl.Builder builder = api.newBuilder().query(null).fragment(null);
        if (api.pathSegments().get(api.pathSize() - 1).isEmpty()) {
            builder.removePathSegment(api.pathSize() - 1);
        }
        for (String segment : segments) {
            builder.addPathSegment(segment);
        }
        return builder.build();
    }

    private static String origin(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }

    private static HttpUrl url(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException("'" + text + "' is not an http or https address.");
        }
        return url;
    }
}
