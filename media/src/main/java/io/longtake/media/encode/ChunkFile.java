package io.longtake.media.encode;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The packets of one chunk on disk: a header (magic, picture size, frame rate, the encoder's global header), then
 * packets (length, pts, dts, duration, key, bytes), then an end mark with the number of packets. A file without the end
 * mark is incomplete. The caller that renames the file to its final name also syncs it to disk.
 */
public final class ChunkFile {
    private static final int MAGIC = 0x4c544331;
    private static final int END = -1;
    private static final int MAX_PACKET = 64 << 20;

    private ChunkFile() {}

    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private int packets;

        Writer(Path path, int width, int height, int fps, byte[] header) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
            out.writeInt(MAGIC);
            out.writeInt(width);
            out.writeInt(height);
            out.writeInt(fps);
            out.writeInt(header.length);
            out.write(header);
        }

        void add(EncodedPacket packet) throws IOException {
            out.writeInt(packet.data().length);
            out.writeLong(packet.pts());
            out.writeLong(packet.dts());
            out.writeLong(packet.duration());
            out.writeBoolean(packet.key());
            out.write(packet.data());
            packets++;
        }

        void finish() throws IOException {
            out.writeInt(END);
            out.writeInt(packets);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads one chunk from start to end. */
    public static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final Path path;
        private final int width;
        private final int height;
        private final int fps;
        private final byte[] header;
        private int packets;

        public Reader(Path path) throws IOException {
            this.path = path;
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
            if (in.readInt() != MAGIC) {
                in.close();
                throw new MediaException(Reason.DAMAGED, path.getFileName() + " is not a chunk");
            }
            width = in.readInt();
            height = in.readInt();
            fps = in.readInt();
            header = in.readNBytes(in.readInt());
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }

        int fps() {
            return fps;
        }

        byte[] header() {
            return Arrays.copyOf(header, header.length);
        }

        /** The next packet, or empty after the last. */
        Optional<EncodedPacket> next() throws IOException {
            int length = in.readInt();
            if (length == END) {
                if (in.readInt() != packets) {
                    throw damaged();
                }
                return Optional.empty();
            }
            if (length < 0 || length > MAX_PACKET) {
                throw damaged();
            }
            long pts = in.readLong();
            long dts = in.readLong();
            long duration = in.readLong();
            boolean key = in.readBoolean();
            byte[] data = in.readNBytes(length);
            if (data.length != length) {
                throw damaged();
            }
            packets++;
            return Optional.of(new EncodedPacket(pts, dts, duration, key, data));
        }

        private MediaException damaged() {
            return new MediaException(Reason.DAMAGED, path.getFileName() + " is a damaged chunk");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Whether {@code path} is a complete chunk of {@code frames} frames. */
    public static boolean isComplete(Path path, int frames) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (Reader reader = new Reader(path)) {
            int count = 0;
            while (reader.next().isPresent()) {
                count++;
            }
            return count == frames;
        } catch (IOException e) {
            return false;
        }
    }
}
