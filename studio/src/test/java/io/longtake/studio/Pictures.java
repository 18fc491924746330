package io.longtake.studio;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Valid pictures of 64 x 48 pixels. */
final class Pictures {
    private Pictures() {}

    static byte[] of(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(drawn(BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    static byte[] interlaced() throws IOException {
        return inPasses("png", BufferedImage.TYPE_USHORT_GRAY);
    }

    static byte[] progressive() throws IOException {
        return inPasses("jpg", BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage drawn(int type) {
        BufferedImage image = new BufferedImage(64, 48, type);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, i * 7919);
        }
        return image;
    }

    private static byte[] inPasses(String format, int type) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(drawn(type), null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
