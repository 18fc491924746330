package io.longtake.studio.film.sound;

import io.longtake.media.sound.SoundReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The sound of a file; after its end silence, or the file from its start again. */
final class FileVoice implements Voice {
    private final Path file;
    private final Duration from;
    private final double speed;
    private final boolean loops;
    private SoundReader reader;

    FileVoice(Path file, Duration from, double speed, boolean loops) throws IOException {
        this.file = file;
        this.from = from;
        this.speed = speed;
        this.loops = loops;
        reader = new SoundReader(file, from, speed);
    }

    @Override
    public void next(float[] left, float[] right, int count) throws IOException {
        float[] l = left;
        float[] r = right;
        int done = reader.read(l, r, count);
        boolean madeProgress = true;
        while (done < count && loops && madeProgress) {
            reader.close();
            reader = new SoundReader(file, from, speed);
            float[] moreLeft = new float[count - done];
            float[] moreRight = new float[count - done];
            int more = reader.read(moreLeft, moreRight, count - done);
            System.arraycopy(moreLeft, 0, left, done, more);
            System.arraycopy(moreRight, 0, right, done, more);
            madeProgress = more > 0;
            done += more;
        }
        Arrays.fill(left, done, count, 0f);
        Arrays.fill(right, done, count, 0f);
    }

    @Override
    public void close() {
        reader.close();
    }
}
