package io.longtake.network.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One attempt to transfer a file: sends the request, follows redirects, and appends the bytes received to those of
 * earlier attempts. The caller's {@link Rules} decide how often to try, which addresses are allowed, how many bytes are
 * allowed, and what a failure means.
 *
 * @param <E> the exception with which the caller reports a failed attempt
 */
public final class Transfer<E extends Exception> {
    private static final int MAX_HOPS = 5;
    private static final int PIECE = 64 << 10;

    /**
     * The only headers sent to another origin: those that make a request part of the same transfer. Credentials are not
     * sent.
     */
    private static final List<String> TRAVELS = List.of("Range", "If-Range", "Accept-Encoding");

    private final Destination destination;
    private final Rules<E> rules;

    public Transfer(Destination destination, Rules<E> rules) {
        this.destination = destination;
        this.rules = rules;
    }

    /** Where the bytes are written, and what is known about the bytes received so far. */
    public interface Destination {
        /** The file to append to. */
        Path file();

        /** Number of bytes received so far; 0 if the file does not exist. */
        long size() throws IOException;

        /** The version to resume; empty if the file has to start from the beginning. */
        Optional<FileVersion> resumable() throws IOException;

        /**
         * Discards the bytes received so far; the following bytes belong to this version. Without a version the file
         * can't be resumed later.
         */
        void begin(Optional<FileVersion> version) throws IOException;
    }

    /**
     * What the caller allows, and how it reports failures. An {@link IOException} from these methods ends the transfer
     * too.
     */
    public interface Rules<E extends Exception> {
        /**
         * Creates the call for one hop, ready to be executed. If this throws, it is handled like a missing response.
         */
        Call call(Request request) throws IOException;

        /** Checks the URL of the next hop and returns the URL to request. */
        HttpUrl nextHop(HttpUrl next) throws E, IOException;

        /** The server redirected more than {@code most} times. */
        E redirectLoop(int most) throws IOException;

        /** There was no response. */
        E unanswered(HttpUrl url, IOException cause, long have) throws IOException;

        /**
         * Called for each successful response that has a strong entity tag, before any of its body is read.
         *
         * @param strongTag the strong entity tag, including quotes
         * @return true if the whole file is already at its destination, by other means than this connection
         */
        default boolean isStoredLocally(String strongTag) throws IOException {
            return false;
        }

        /**
         * Checks a response that should contain the whole file, before the bytes received so far are discarded; throws
         * if it does not contain it.
         */
        void accept(Response response) throws E, IOException;

        /**
         * Called before the first piece, and for each piece before it is written; throws if the piece must not be
         * written.
         *
         * @param count number of bytes of {@code piece}, 0 before the first
         * @param before number of bytes received so far
         * @param length length of the whole file, -1 if the server did not send it
         */
        void arrived(byte[] piece, int count, long before, long length) throws E, IOException;

        /** The connection was interrupted or closed too early. */
        E broken(IOException cause, long received) throws IOException;

        /** The server sent more bytes than the length of the file; the bytes received were discarded. */
        E tooManyBytes(long received, long length) throws IOException;
    }

    /**
     * Sends one request: for the missing bytes, or for the whole file if it can't be resumed.
     *
     * @param first its headers go to its own origin only, even if the server redirects elsewhere
     * @return false if the server did not resume where the bytes end, so that the file has to start from the beginning
     */
    public boolean resume(Request first) throws E, IOException {
        return attempt(first, destination.resumable());
    }

    /** Sends one request for the whole file. The bytes received so far are discarded only when the file arrives. */
    public void startOver(Request first) throws E, IOException {
        attempt(first, Optional.empty());
    }

    private boolean attempt(Request first, Optional<FileVersion> known) throws E, IOException {
        long have = known.isPresent() ? destination.size() : 0;
        Request.Builder request = first.newBuilder().header("Accept-Encoding", "identity");
        known.ifPresent(
                version -> request.header("Range", "bytes=" + have + "-").header("If-Range", version.validator()));
        try (Response response = follow(request.build(), have)) {
            Optional<String> tag = FileVersion.strongTag(response).filter(named -> response.isSuccessful());
            if (tag.isPresent() && rules.isStoredLocally(tag.get())) {
                return true;
            }
            FileVersion.Part part = FileVersion.part(response, known, have);
            if (part == FileVersion.Part.REST) {
                append(response, have, length(response, known.orElseThrow()));
                return true;
            }
            if (part == FileVersion.Part.OTHER && known.isPresent()) {
                return false;
            }
            if (part != FileVersion.Part.NOTHING) {
                rules.accept(response);
                destination.begin(FileVersion.of(response));
                append(response, 0, response.body().contentLength());
            }
            return true;
        }
    }

    /** Length of the whole file. */
    private static long length(Response response, FileVersion version) {
        return version.length() >= 0
                ? version.length()
                : ContentRange.read(response.header("Content-Range"))
                        .map(ContentRange::length)
                        .orElse(-1L);
    }

    /** The first response that is not a redirect. */
    private Response follow(Request first, long have) throws E, IOException {
        Request request = first;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            Response response = ask(request, have);
            Optional<HttpUrl> next = next(response);
            if (next.isEmpty()) {
                return response;
            }
            response.close();
            request = nextHop(request, rules.nextHop(next.get()));
        }
        throw rules.redirectLoop(MAX_HOPS);
    }

    private Response ask(Request request, long have) throws E, IOException {
        try {
            return rules.call(request).execute();
        } catch (IOException e) {
            throw rules.unanswered(request.url(), e, have);
        }
    }

    private static Optional<HttpUrl> next(Response response) {
        return Optional.ofNullable(response.header("Location"))
                .filter(location -> response.code() / 100 == 3)
                .flatMap(
                        location -> Optional.ofNullable(response.request().url().resolve(location)));
    }

    private static Request nextHop(Request request, HttpUrl next) {
        HttpUrl from = request.url();
        boolean sameOrigin =
                from.scheme().equals(next.scheme()) && from.host().equals(next.host()) && from.port() == next.port();
        if (sameOrigin) {
            return request.newBuilder().url(next).build();
        }
        Request.Builder bare = new Request.Builder().url(next);
        for (String name : TRAVELS) {
            Optional.ofNullable(request.header(name)).ifPresent(value -> bare.header(name, value));
        }
        return bare.build();
    }

    private void append(Response response, long have, long length) throws E, IOException {
        long received = have;
        try (OutputStream out = Files.newOutputStream(
                        destination.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                InputStream in = response.body().byteStream()) {
            byte[] piece = new byte[PIECE];
            rules.arrived(piece, 0, received, length);
            for (int count = read(in, piece, received); count >= 0; count = read(in, piece, received)) {
                rules.arrived(piece, count, received, length);
                out.write(piece, 0, count);
                received += count;
            }
        }
        if (length >= 0 && received < length) {
            throw rules.broken(new IOException("closed after " + received + " of " + length + " bytes"), received);
        }
        if (length >= 0 && received > length) {
            destination.begin(Optional.empty());
            throw rules.tooManyBytes(received, length);
        }
    }

    private int read(InputStream in, byte[] piece, long received) throws E, IOException {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw rules.broken(e, received);
        }
    }
}
