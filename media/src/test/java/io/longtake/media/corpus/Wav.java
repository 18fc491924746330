package io.longtake.media.corpus;

/**
 * A WAV written byte by byte: its header may claim another length than the file has.
 *
 * @param code of the samples: 1 integer, 3 floating point, 6 A-law
 * @param claimed bytes of sound according to the header; -1 for the true number
 */
record Wav(int code, int bits, int channels, int rate, double seconds, boolean extensible, long claimed)
        implements Recipe {
    static Wav pcm(int bits, int channels, int rate) {
        return new Wav(1, bits, channels, rate, 1.0, false, -1);
    }

    Wav claiming(long bytes) {
        return new Wav(code, bits, channels, rate, seconds, extensible, bytes);
    }

    Wav lasting(double other) {
        return new Wav(code, bits, channels, rate, other, extensible, claimed);
    }

    @Override
    public byte[] bytes() {
        ByteWriter data = new ByteWriter();
        long frames = Math.round(rate * seconds);
        for (long i = 0; i < frames; i++) {
            double value = 0.25 * Math.sin(2 * Math.PI * 440 * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                sample(data, value);
            }
        }
        int frame = channels * bits / 8;
        ByteWriter format =
                new ByteWriter().le16(extensible ? 0xfffe : code).le16(channels).le32(rate);
        format.le32((long) rate * frame).le16(frame).le16(bits);
        if (extensible) {
            format.le16(22).le16(bits).le32((1L << channels) - 1).le16(code).hex("000000001000800000aa00389b71");
        }
        long size = claimed < 0 ? data.size() : claimed;
        ByteWriter out = new ByteWriter().text("RIFF").le32(Math.min(0xffffffffL, size + 20 + format.size()));
        out.text("WAVEfmt ")
                .le32(format.size())
                .bytes(format.toBytes())
                .text("data")
                .le32(size);
        return out.bytes(data.toBytes()).toBytes();
    }

    private void sample(ByteWriter out, double value) {
        if (code == 3) {
            out.le32(bits == 32 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value));
            if (bits == 64) {
                out.le32(Double.doubleToLongBits(value) >> 32);
            }
            return;
        }
        switch (bits) {
            // The A-law codes form no real waveform; it matters only that they can be read.
            case 8 -> out.u8((int) (128 + value * 127));
            case 16 -> out.le16((int) (value * 32767));
            case 24 -> out.le24((int) (value * 8388607));
            default -> out.le32((int) (value * Integer.MAX_VALUE));
        }
    }
}
