package io.longtake.media.structure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Checks a JPEG that libav's strict decoder rejects. The JDK's libjpeg can distinguish coded data that end early from
 * unusual but complete data, such as a progressive scan whose last blocks are covered by one run.
 */
public final class JpegEntropy {
    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};
    private static final int SUBSAMPLING = 8;

    private JpegEntropy() {}

    /**
     * The fraction of the coded data that is present, from 0 to 1; empty if nothing is missing, or libjpeg can't
     * determine it.
     */
    public static OptionalDouble missingAfter(Bytes file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        ImageIO.setUseCache(false);
        Watch watch = new Watch();
        try (InputStream whole = new SequenceInputStream(file.stream(), new ByteArrayInputStream(END_OF_IMAGE));
                ImageInputStream in = ImageIO.createImageInputStream(whole)) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener(watch);
            reader.addIIOReadProgressListener(watch);
            ImageReadParam all = reader.getDefaultReadParam();
            all.setSourceSubsampling(SUBSAMPLING, SUBSAMPLING, 0, 0);
            reader.readRaster(0, all);
            return watch.endedAfter;
        } catch (IOException | RuntimeException otherTrouble) {
            return watch.endedAfter;
        } finally {
            reader.dispose();
        }
    }

    /** Records the progress of libjpeg when it first runs out of data. */
    private static final class Watch implements IIOReadWarningListener, IIOReadProgressListener {
        private float percent;
        private OptionalDouble endedAfter = OptionalDouble.empty();

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            // The messages of libjpeg's warnings JWRN_HIT_MARKER and JWRN_JPEG_EOF.
            if (endedAfter.isEmpty() && warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                endedAfter = OptionalDouble.of(percent / 100);
            }
        }

        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            percent = percentageDone;
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
