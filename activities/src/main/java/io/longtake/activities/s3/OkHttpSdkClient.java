package io.longtake.activities.s3;

import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets the AWS SDK use the product's HTTP client, so that proxies and additional certificates apply to the store too. Does not repeat
 * requests: the SDK does, and signs them again.
 */
final class OkHttpSdkClient implements SdkHttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final OkHttpClient client;

    OkHttpSdkClient(HttpClients clients) {
        this.client = clients.once(TimeLimits.withoutStall(CONNECT, STALL));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Call call = client.newCall(translated(request.httpRequest(), request.contentStreamProvider()));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answered(call, call.execute());
            }

            @Override
            public void abort() {
                call.cancel();
            }
        };
    }

    private static HttpExecuteResponse answered(Call call, Response response) {
        SdkHttpFullResponse.Builder head =
                SdkHttpFullResponse.builder().statusCode(response.code()).statusText(response.message());
        response.headers().toMultimap().forEach(head::putHeader);
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(response.body().byteStream(), call::cancel))
                .build();
    }

    private static Request translated(SdkHttpRequest request, Optional<ContentStreamProvider> content) {
        Headers.Builder headers = new Headers.Builder();
        request.forEachHeader((name, values) -> {
            // A server that does not know 100-continue would delay each upload by the time limit.
            if (!name.equalsIgnoreCase("Expect") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> headers.addUnsafeNonAscii(name, value));
            }
        });
        // Otherwise OkHttp asks for gzip and hides the length.
        if (headers.get("Accept-Encoding") == null) {
            headers.add("Accept-Encoding", "identity");
        }
        return new Request.Builder()
                .url(request.getUri().toString())
                .headers(headers.build())
                .method(request.method().name(), body(request, content))
                .build();
    }

    private static @Nullable RequestBody body(SdkHttpRequest request, Optional<ContentStreamProvider> content) {
        MediaType type = request.firstMatchingHeader("Content-Type")
                .map(MediaType::parse)
                .orElse(null);
        long length = request.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
        if (content.isPresent()) {
            return new Content(content.get(), type, length);
        }
        return switch (request.method()) {
            case PUT, POST, PATCH -> RequestBody.create(new byte[0], type);
            default -> null;
        };
    }

    /** A body that the SDK provides, for one request. */
    private static final class Content extends RequestBody {
        private final ContentStreamProvider content;
        private final @Nullable MediaType type;
        private final long length;

        Content(ContentStreamProvider content, @Nullable MediaType type, long length) {
            this.content = content;
            this.type = type;
            this.length = length;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (InputStream in = content.newStream();
                    Source source = Okio.source(in)) {
                sink.writeAll(source);
            }
        }
    }

    @Override
    public String clientName() {
        return "OkHttp";
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
