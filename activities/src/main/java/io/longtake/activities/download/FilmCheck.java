package io.longtake.activities.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Whether a file is a whole MP4 film: its boxes (ISO 14496-12) fill it exactly, its media data is there, and one of its tracks is
 * video with a size. Reads headers only, whatever the file's length.
 */
public final class FilmCheck {
    /** The header of a film of hours is a few megabytes. */
    private static final long LARGEST_HEADER = 256L << 20;

    private FilmCheck() {}

    /** @throws DamagedFilmException if it is none */
    public static FilmFacts check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Boxes(channel).film();
        } catch (EOFException | IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new DamagedFilmException("it ends in the middle");
        }
    }

    /** A box: where its content begins and ends, in bytes from the start of what it lies in. */
    private record Box(String type, long start, long end) {}

    private static final class Boxes {
        private final FileChannel channel;
        private boolean typed;
        private boolean data;
        private long moovStart = -1;
        private long moovEnd = -1;

        Boxes(FileChannel channel) {
            this.channel = channel;
        }

        FilmFacts film() throws IOException {
            long size = channel.size();
            for (long at = 0; at < size; ) {
                Box box = topLevel(at, size);
                note(box);
                at = box.end();
            }
            if (!typed || moovStart < 0) {
                throw new DamagedFilmException(typed ? "it has no header (moov)" : "it is no MP4");
            }
            if (!data) {
                throw new DamagedFilmException("it holds no media data (mdat)");
            }
            return Header.read(content(moovStart, moovEnd));
        }

        private void note(Box box) {
            switch (box.type()) {
                case "ftyp" -> typed = true;
                case "mdat" -> data |= box.end() > box.start();
                case "moov" -> {
                    moovStart = box.start();
                    moovEnd = box.end();
                }
                default -> {}
            }
        }

        private Box topLevel(long at, long size) throws IOException {
            if (size - at < 8) {
                throw new EOFException();
            }
            ByteBuffer head = content(at, Math.min(size, at + 16));
            long length = Integer.toUnsignedLong(head.getInt());
            String type = type(head);
            if (at == 0 && !type.equals("ftyp")) {
                throw new DamagedFilmException("it is no MP4");
            }
            long header = length == 1 ? 16 : 8;
            length = length == 1 ? head.getLong() : length == 0 ? size - at : length;
            if (length < header || length > size - at) {
                throw new EOFException();
            }
            return new Box(type, at + header, at + length);
        }

        private ByteBuffer content(long from, long to) throws IOException {
            if (to - from > LARGEST_HEADER) {
                throw new DamagedFilmException("its header is larger than " + (LARGEST_HEADER >> 20) + " MB");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
            for (long at = from; buffer.hasRemaining(); ) {
                int read = channel.read(buffer, at);
                if (read < 0) {
                    throw new EOFException();
                }
                at += read;
            }
            return buffer.flip();
        }
    }

    /** What stands in {@code moov}. */
    private static final class Header {
        private Duration length = Duration.ZERO;
        private int width;
        private int height;

        static FilmFacts read(ByteBuffer moov) throws DamagedFilmException {
            Header header = new Header();
            while (moov.remaining() >= 8) {
                ByteBuffer body = next(moov);
                switch (type(moov, body)) {
                    case "mvhd" -> header.length = length(body);
                    case "trak" -> header.track(body);
                    default -> {}
                }
            }
            if (header.width <= 0 || header.height <= 0) {
                throw new DamagedFilmException("it has no picture");
            }
            return new FilmFacts(header.width, header.height, header.length);
        }

        private void track(ByteBuffer track) {
            int trackWidth = 0;
            int trackHeight = 0;
            boolean video = false;
            while (track.remaining() >= 8) {
                ByteBuffer body = next(track);
                String type = type(track, body);
                if (type.equals("tkhd")) {
                    // Width and height are the last two fields, 16.16 fixed point.
                    trackWidth = body.getInt(body.limit() - 8) >>> 16;
                    trackHeight = body.getInt(body.limit() - 4) >>> 16;
                } else if (type.equals("mdia")) {
                    video = isVideo(body);
                }
            }
            if (video) {
                width = trackWidth;
                height = trackHeight;
            }
        }

        private static boolean isVideo(ByteBuffer media) {
            while (media.remaining() >= 8) {
                ByteBuffer body = next(media);
                if (type(media, body).equals("hdlr")) {
                    body.position(body.position() + 8);
                    return FilmCheck.type(body).equals("vide");
                }
            }
            return false;
        }

        private static Duration length(ByteBuffer body) {
            int start = body.position();
            boolean wide = body.get(start) == 1;
            long scale = Integer.toUnsignedLong(body.getInt(start + (wide ? 20 : 12)));
            long units = wide ? body.getLong(start + 24) : Integer.toUnsignedLong(body.getInt(start + 16));
            boolean known = scale > 0 && units >= 0 && units != 0xFFFFFFFFL;
            return known ? Duration.ofNanos((long) (units / (double) scale * 1e9)) : Duration.ZERO;
        }

        /** The next box's content; the parent's position moves behind it. */
        private static ByteBuffer next(ByteBuffer parent) {
            int at = parent.position();
            long length = Integer.toUnsignedLong(parent.getInt(at));
            if (length < 8 || length > parent.remaining()) {
                throw new IndexOutOfBoundsException();
            }
            ByteBuffer body = parent.duplicate();
            body.limit(at + (int) length).position(at + 8);
            parent.position(at + (int) length);
            return body;
        }

        private static String type(ByteBuffer parent, ByteBuffer body) {
            ByteBuffer name = parent.duplicate();
            name.clear().position(body.position() - 4);
            return FilmCheck.type(name);
        }
    }

    private static String type(ByteBuffer buffer) {
        byte[] name = new byte[4];
        buffer.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
