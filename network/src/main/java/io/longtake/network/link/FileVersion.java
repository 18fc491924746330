package io.longtake.network.link;

import java.util.Optional;
import okhttp3.Response;

/**
 * The version of a file to which the bytes on the disk belong.
 *
 * @param validator the strong entity tag, including quotes: only a strong tag shows that further bytes belong to the
 *     bytes received so far (RFC 9110, 13.1.5)
 * @param length length of the whole file in bytes, -1 if the server did not send it
 */
public record FileVersion(String validator, long length) {
    /** Which part of the file a response contains. */
    enum Part {
        /** The whole file, or a response without a file. */
        WHOLE,
        /** The rest, which follows the bytes received so far. */
        REST,
        /** Nothing: the file is already complete. */
        NOTHING,
        /** Something that can't be appended to the bytes received so far. */
        OTHER
    }

    /** Empty if the server names no version that allows resuming. */
    static Optional<FileVersion> of(Response response) {
        return strongTag(response)
                .map(tag -> new FileVersion(tag, response.body().contentLength()));
    }

    /**
     * @param known the version that was requested, if a range was requested
     * @param have number of bytes of it received so far
     */
    static Part part(Response response, Optional<FileVersion> known, long have) {
        boolean partial = response.code() == 206 || response.code() == 416;
        if (!partial) {
            return Part.WHOLE;
        }
        Optional<ContentRange> range = ContentRange.read(response.header("Content-Range"));
        if (known.isEmpty() || range.isEmpty()) {
            return Part.OTHER;
        }
        long told = range.get().length();
        long length = known.get().length();
        if (response.code() == 416) {
            // Either all bytes were received before and only the last step was missing, or the file has changed.
            return told == have && length == have ? Part.NOTHING : Part.OTHER;
        }
        boolean follows = range.get().first() == have && (length < 0 || told < 0 || told == length);
        boolean same = strongTag(response).map(known.get().validator()::equals).orElse(true);
        return follows && same ? Part.REST : Part.OTHER;
    }

    static Optional<String> strongTag(Response response) {
        return Optional.ofNullable(response.header("ETag"))
                .map(String::strip)
                .filter(tag -> tag.startsWith("\"") && tag.length() > 2);
    }
}
