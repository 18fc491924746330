package io.longtake.studio.film.title;

/** A soft, dark shadow around letters, so that white text is readable on a bright picture. */
final class Shadow {
    private static final float STRENGTH = 0.62f;

    private Shadow() {}

    /** Three box blurs, which together approximate a Gaussian of about {@code radius}. */
    static float[] of(float[] text, int width, int height, int radius) {
        float[] now = text.clone();
        float[] next = new float[text.length];
        for (int pass = 0; pass < 3; pass++) {
            blur(now, next, width, height, 1, width, radius);
            blur(next, now, height, width, width, 1, radius);
        }
        for (int i = 0; i < now.length; i++) {
            // Thin strokes lose most of their weight in a blur.
            now[i] = STRENGTH * Math.min(1, 1.8f * now[i]);
        }
        return now;
    }

    private static void blur(float[] from, float[] to, int length, int lines, int step, int lineStep, int radius) {
        float scale = 1f / (2 * radius + 1);
        for (int line = 0; line < lines; line++) {
            int base = line * lineStep;
            float sum = 0;
            for (int i = 0; i < Math.min(radius, length); i++) {
                sum += from[base + i * step];
            }
            for (int i = 0; i < length; i++) {
                sum += i + radius < length ? from[base + (i + radius) * step] : 0;
                sum -= i - radius - 1 >= 0 ? from[base + (i - radius - 1) * step] : 0;
                to[base + i * step] = Math.max(0, sum * scale);
            }
        }
    }
}
