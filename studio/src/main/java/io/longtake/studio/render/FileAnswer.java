package io.longtake.studio.render;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a file, whole or one range of it (RFC 9110, section 14). */
public final class FileAnswer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private FileAnswer() {}

    private record Slice(long from, long length) {}

    /**
     * Sends the file.
     *
     * @param hash of the content; becomes the strong validator
     * @param halfway called when half of it is sent
     */
    public static void send(Context context, Path file, String type, Optional<String> hash, Runnable halfway)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            Optional<String> tag = hash.map(value -> "\"" + value + "\"");
            tag.ifPresent(value -> context.res().setHeader("ETag", value));
            context.res().setHeader("Accept-Ranges", "bytes");
            context.res().setHeader("X-Content-Type-Options", "nosniff");
            context.res().setContentType(type);
            Optional<String> range = Optional.ofNullable(context.header("Range"))
                    .filter(value -> RANGE.matcher(value).matches() && condition(context, tag));
            Optional<Slice> slice = range.flatMap(value -> slice(value, size));
            if (range.isPresent() && slice.isEmpty()) {
                context.res().setStatus(416);
                context.res().setHeader("Content-Range", "bytes */" + size);
                return;
            }
            slice.ifPresent(part -> context.res()
                    .setHeader(
                            "Content-Range",
                            "bytes " + part.from() + "-" + (part.from() + part.length() - 1) + "/" + size));
            context.res().setStatus(slice.isPresent() ? 206 : 200);
            Slice sent = slice.orElse(new Slice(0, size));
            context.res().setContentLengthLong(sent.length());
            if (!context.method().name().equals("HEAD")) {
                OutputStream out = context.res().getOutputStream();
                long half = sent.length() / 2;
                copy(channel, new Slice(sent.from(), half), out);
                out.flush();
                halfway.run();
                copy(channel, new Slice(sent.from() + half, sent.length() - half), out);
            }
        }
    }

    /** Whether a range applies: only while the file is the one that the client started with. */
    private static boolean condition(Context context, Optional<String> tag) {
        return Optional.ofNullable(context.header("If-Range"))
                .map(value -> tag.filter(value::equals).isPresent())
                .orElse(true);
    }

    private static Optional<Slice> slice(String range, long size) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || range.equals("bytes=-")) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(matcher.group(2)), size);
            return last == 0 ? Optional.empty() : Optional.of(new Slice(size - last, last));
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        return from > to ? Optional.empty() : Optional.of(new Slice(from, to - from + 1));
    }

    private static void copy(FileChannel channel, Slice slice, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        channel.position(slice.from());
        for (long left = slice.length(); left > 0; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read < 0) {
                throw new IOException("the file became shorter while it was being sent");
            }
            out.write(buffer.array(), 0, read);
            left -= read;
        }
    }
}
