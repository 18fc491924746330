package io.longtake.media.sound;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sound on disk without a header: 48 kHz, two channels interleaved, 32-bit float, little-endian. Read and written in
 * blocks, because an hour of it is 1.4 GB.
 */
public final class Pcm {
    public static final int RATE = 48_000;
    private static final int FRAME_BYTES = 2 * Float.BYTES;

    private Pcm() {}

    /** The number of sample frames in the file. */
    public static long length(Path file) throws IOException {
        return java.nio.file.Files.size(file) / FRAME_BYTES;
    }

    public static final class Writer implements AutoCloseable {
        private final FileChannel channel;
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        public Writer(Path file) throws IOException {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }

        /** Appends {@code count} sample frames. */
        public void write(float[] left, float[] right, int count) throws IOException {
            if (buffer.capacity() < count * FRAME_BYTES) {
                buffer = ByteBuffer.allocate(count * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear();
            FloatBuffer floats = buffer.asFloatBuffer();
            for (int i = 0; i < count; i++) {
                floats.put(2 * i, left[i]);
                floats.put(2 * i + 1, right[i]);
            }
            buffer.limit(count * FRAME_BYTES);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    public static final class Reader implements AutoCloseable {
        private final FileChannel channel;
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        public Reader(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }

        /** Moves to sample frame {@code frame}, counted from the start. */
        public void seek(long frame) throws IOException {
            channel.position(frame * FRAME_BYTES);
        }

        /** Reads up to {@code count} sample frames; fewer only at the end. */
        public int read(float[] left, float[] right, int count) throws IOException {
            if (buffer.capacity() < count * FRAME_BYTES) {
                buffer = ByteBuffer.allocate(count * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear().limit(count * FRAME_BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // until the buffer is full or the file ends
            }
            if (buffer.position() % FRAME_BYTES != 0) {
                throw new EOFException("the sound ends in the middle of a sample");
            }
            int frames = buffer.position() / FRAME_BYTES;
            buffer.flip();
            FloatBuffer floats = buffer.asFloatBuffer();
            for (int i = 0; i < frames; i++) {
                left[i] = floats.get(2 * i);
                right[i] = floats.get(2 * i + 1);
            }
            return frames;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
