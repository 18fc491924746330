package io.longtake.media.picture;

/**
 * How a file describes its colours.
 *
 * @param profile the name of the embedded ICC profile; empty without one
 * @param primaries libav's name, such as {@code bt709}; {@code unknown} where the file doesn't say, as for the next two
 * @param transfer likewise, such as {@code arib-std-b67} for HLG
 * @param matrix likewise
 * @param fullRange whether code values span the whole range
 */
public record Colour(String profile, String primaries, String transfer, String matrix, boolean fullRange) {
    /** What a sound has. */
    public static final Colour NONE = new Colour("", "unknown", "unknown", "unknown", true);

    /** Whether the picture has to be tone-mapped: HLG or PQ. */
    public boolean highDynamicRange() {
        return transfer.equals("arib-std-b67") || transfer.equals("smpte2084");
    }
}
