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
 * One attempt at one file: asks for it, follows redirects, and appends what comes to what earlier attempts brought. How often to try, which
 * addresses may be reached, how much may come and what a failure means is up to the caller's {@link Rules}.
 *
 * @param <E> how the caller names an attempt that failed
 */
public final class Transfer<E extends Exception> {
    private static final int MOST_HOPS = 5;
    private static final int PIECE = 64 << 10;

    /** All that goes along to another origin: what makes a request a part of the same transfer. Credentials stay. */
    private static final List<String> TRAVELS = List.of("Range", "If-Range", "Accept-Encoding");

    private final Destination destination;
    private final Rules<E> rules;

    public Transfer(Destination destination, Rules<E> rules) {
        this.destination = destination;
        this.rules = rules;
    }

    /** Where the bytes go, and what is known of those that are there. */
    public interface Destination {
        /** To append to. */
        Path file();

        /** Bytes that are there; 0 without a file. */
        long size() throws IOException;

        /** The version to go on with; empty when the file has to begin anew. */
        Optional<FileVersion> resumable() throws IOException;

        /** Forgets what arrived; what comes next is of this version. Without one, nothing may be added to it later. */
        void begin(Optional<FileVersion> version) throws IOException;
    }

    /** What one caller allows, and how it names what went wrong. An {@link IOException} of its own ends the transfer likewise. */
    public interface Rules<E extends Exception> {
        /** A call for one hop, ready to be executed. Where it throws there is no answer. */
        Call call(Request request) throws IOException;

        /** The address of the next hop as it is to be asked for. */
        HttpUrl onward(HttpUrl next) throws E, IOException;

        /** The file led on to another address more than {@code most} times. */
        E roundabout(int most) throws IOException;

        /** There was no answer. */
        E unanswered(HttpUrl url, IOException cause, long have) throws IOException;

        /**
         * Asked about each successful answer that names its version, before anything of it is read.
         *
         * @param strongTag its strong entity tag, quotes included
         * @return true if the whole file is at its destination now, by other means than this connection
         */
        default boolean isHere(String strongTag) throws IOException {
            return false;
        }

        /** Looks at an answer that should bring the whole file, before what is there is forgotten; throws where it doesn't. */
        void accept(Response response) throws E, IOException;

        /**
         * Told before the first piece, and for each piece before it is written; throws where it must not be.
         *
         * @param count bytes of {@code piece}, 0 before the first
         * @param before bytes that are there already
         * @param length of the whole file, -1 where the server didn't say
         */
        void arrived(byte[] piece, int count, long before, long length) throws E, IOException;

        /** The connection broke while bytes came, or ended too early. */
        E broken(IOException cause, long received) throws IOException;

        /** More came than the file has; what came was forgotten. */
        E tooMuch(long received, long length) throws IOException;
    }

    /**
     * Asks once, for what is missing, or for all of it where nothing can be gone on with.
     *
     * @param first its headers go to its own origin only, also when that points elsewhere
     * @return false if the server would not go on where the bytes end, so that the file has to begin anew
     */
    public boolean goOn(Request first) throws E, IOException {
        return attempt(first, destination.resumable());
    }

    /** Asks once, for all of it. What is there is forgotten only when the file comes. */
    public void beginAnew(Request first) throws E, IOException {
        attempt(first, Optional.empty());
    }

    private boolean attempt(Request first, Optional<FileVersion> known) throws E, IOException {
        long have = known.isPresent() ? destination.size() : 0;
        Request.Builder request = first.newBuilder().header("Accept-Encoding", "identity");
        known.ifPresent(
                version -> request.header("Range", "bytes=" + have + "-").header("If-Range", version.validator()));
        try (Response response = follow(request.build(), have)) {
            Optional<String> tag = FileVersion.strongTag(response).filter(named -> response.isSuccessful());
            if (tag.isPresent() && rules.isHere(tag.get())) {
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

    /** Of the whole file. */
    private static long length(Response response, FileVersion version) {
        return version.length() >= 0
                ? version.length()
                : ContentRange.read(response.header("Content-Range"))
                        .map(ContentRange::length)
                        .orElse(-1L);
    }

    /** The first answer that leads no further. */
    private Response follow(Request first, long have) throws E, IOException {
        Request request = first;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Response response = ask(request, have);
            Optional<HttpUrl> next = next(response);
            if (next.isEmpty()) {
                return response;
            }
            response.close();
            request = onward(request, rules.onward(next.get()));
        }
        throw rules.roundabout(MOST_HOPS);
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

    private static Request onward(Request request, HttpUrl next) {
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
            throw rules.broken(new IOException("closed at " + received + " of " + length), received);
        }
        if (length >= 0 && received > length) {
            destination.begin(Optional.empty());
            throw rules.tooMuch(received, length);
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
