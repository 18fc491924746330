package io.longtake.activities.nemo.http;

import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Where one backend lives.
 *
 * @param api base of the HTTP contract
 * @param web base of the pages a person opens
 */
public record NemoBackend(HttpUrl api, HttpUrl web) {
    private static final String CLOUD_API = "https://mega-api-prod.nemovideo.ai";
    private static final String CLOUD_WEB = "https://nemovideo.com";

    public NemoBackend {
        if (!api.username().isEmpty() || !api.password().isEmpty()) {
            throw new IllegalArgumentException("A backend's address carries no user name or password.");
        }
    }

    /** @throws IllegalArgumentException if an address is no http or https URL */
    public static NemoBackend of(String api, String web) {
        return new NemoBackend(url(api), url(web));
    }

    /** A backend that serves its own pages, as the studio does. */
    public static NemoBackend of(String api) {
        return of(api, api);
    }

    /**
     * The cloud, unless {@code NEMO_API_URL} or {@code NEMO_WEB_URL} name others.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, if one is no http or https URL
     */
    public static NemoBackend cloud(Map<String, String> environment) {
        return of(address(environment, "NEMO_API_URL", CLOUD_API), web(environment));
    }

    /**
     * The pages of every backend that doesn't serve its own: the cloud's, unless {@code NEMO_WEB_URL} names others.
     *
     * @throws IllegalArgumentException with a sentence that names the variable, if it is no http or https URL
     */
    public static String web(Map<String, String> environment) {
        return address(environment, "NEMO_WEB_URL", CLOUD_WEB);
    }

    /** A variable that is set to nothing is not set: files of container set-ups write it so. */
    private static String address(Map<String, String> environment, String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (HttpUrl.parse(value) == null) {
            throw new IllegalArgumentException(
                    variable + " is \"" + value + "\", which is no http or https address. Correct it, or unset it.");
        }
        return value;
    }

    /**
     * Where somebody without an account registers, so that what they made becomes theirs.
     *
     * @param bind the user's id, else the task's
     */
    public HttpUrl registration(String bind) {
        return web.newBuilder().addQueryParameter("bind", bind).build();
    }

    /** Scheme, host and port: what a token is issued for. */
    public String origin() {
        return origin(api);
    }

    /** Whether {@code url} is at this backend, so that its credential may go there. */
    public boolean owns(HttpUrl url) {
        return origin(url).equals(origin());
    }

    /** An endpoint: the base's own path is kept, each segment is encoded. */
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
            throw new IllegalArgumentException("\"" + text + "\" is no http or https address.");
        }
        return url;
    }
}
