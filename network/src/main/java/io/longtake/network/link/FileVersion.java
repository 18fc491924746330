package io.longtake.network.link;

import java.util.Optional;
import okhttp3.Response;

/**
 * The version of a file that bytes on the disk belong to.
 *
 * @param validator the strong entity tag, quotes included: only such a tag tells that bytes to come belong to those that came (RFC 9110,
 *     13.1.5)
 * @param length of the whole file in bytes, -1 where the server didn't say
 */
public record FileVersion(String validator, long length) {
    /** Which part of the file an answer brings. */
    enum Part {
        /** All of it, or an answer without a file. */
        WHOLE,
        /** What follows the bytes that are there. */
        REST,
        /** Nothing: all of it is there. */
        NOTHING,
        /** Something that does not belong behind the bytes that are there. */
        OTHER
    }

    /** Empty where the server names no version that can be gone on with. */
    static Optional<FileVersion> of(Response response) {
        return strongTag(response)
                .map(tag -> new FileVersion(tag, response.body().contentLength()));
    }

    /**
     * @param known the version that was asked for, if a part was
     * @param have how many bytes of it are there
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
            // Everything had arrived, and only the last step was missing; or the file is another one now.
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
