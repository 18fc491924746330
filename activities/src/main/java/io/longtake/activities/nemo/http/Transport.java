package io.longtake.activities.nemo.http;

import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.network.http.InvalidCertificatesException;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/** Executes one call and, if it fails, reports whether the request may have been sent. */
public final class Transport {
    private final NemoBackend backend;
    private final RequestObserver observer;

    public Transport(NemoBackend backend, RequestObserver observer) {
        this.backend = backend;
        this.observer = observer;
    }

    /** Reads one response. */
    public interface Reading<T> {
        T read(Response response) throws IOException;
    }

    /**
     * Executes one call. {@code reading} has to close the response, unless its result keeps the response open.
     *
     * @param route the name of the endpoint, for the observer
     * @throws NemoException if the call fails
     */
    public <T> T execute(Call.Factory client, String route, Request request, CallScope scope, Reading<T> reading) {
        RequestObserver.Observed observed = observer.begin(route, backend);
        Request traced = observed.traceparent()
                .map(parent ->
                        request.newBuilder().header("traceparent", parent).build())
                .orElse(request);
        AtomicInteger status = new AtomicInteger();
        try {
            T result = execute(client, traced, scope, response -> {
                status.set(response.code());
                return reading.read(response);
            });
            observed.ended(status.get(), "ok");
            return result;
        } catch (NemoException e) {
            observed.ended(e.status() == 0 ? status.get() : e.status(), e.kind());
            throw e;
        }
    }

    private <T> T execute(Call.Factory client, Request request, CallScope scope, Reading<T> reading) {
        Call call = client.newCall(request);
        SentMarker sentMarker = new SentMarker();
        call.addEventListener(sentMarker);
        scope.enter(call);
        try {
            return reading.read(call.execute());
        } catch (IOException e) {
            throw translate(e, sentMarker.begun(), call.isCanceled() && scope.isStopped());
        }
    }

    private NemoException translate(IOException e, boolean begun, boolean stopped) {
        if (stopped) {
            return new NemoException.Stopped(begun ? Delivery.UNCERTAIN : Delivery.NEVER_LEFT, e);
        }
        if (e instanceof ProxyFailure proxy && !proxy.isLasting()) {
            return new NemoException.Unreachable(e.getMessage() + " Nothing was sent.", e);
        }
        if (e instanceof ProxyFailure || e instanceof InvalidCertificatesException) {
            return new NemoException.UnusableAddress(e.getMessage() + " Nothing was sent.", e);
        }
        if (!begun) {
            return new NemoException.Unreachable(
                    "The backend at " + backend.origin() + " can't be reached: " + reason(e) + ".", e);
        }
        boolean late = e instanceof SocketTimeoutException || e instanceof InterruptedIOException;
        return late
                ? new NemoException.TimedOut(backend.origin(), e)
                : new NemoException.ConnectionLost(backend.origin(), e);
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host name can't be resolved";
        }
        if (e instanceof SocketTimeoutException) {
            return "the connection timed out";
        }
        if (e instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        if (e instanceof ConnectException) {
            return "the connection was refused";
        }
        return e instanceof SSLException
                ? "the TLS connection failed, or the certificate is not trusted (add it with SSL_CERT_FILE)"
                : "the connection failed";
    }
}
