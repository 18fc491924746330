package io.longtake.media.picture;

/**
 * The colour description of a file.
 *
 * @param profile the name of the embedded ICC profile; empty without one
 * @param primaries libav's name, such as {@code bt709}; {@code unknown} if the file doesn't specify it; the same
 *     applies to the next two
 * @param transfer likewise, such as {@code arib-std-b67} for HLG
 * @param matrix likewise
 * @param fullRange whether code values use the full range
 */
public record Colour(String profile, String primaries, String transfer, String matrix, boolean fullRange) {
    /** For sound. */
    public static final Colour NONE = new Colour("", "unknown", "unknown", "unknown", true);

    /** Whether the picture has to be tone-mapped: HLG or PQ. */
    public boolean highDynamicRange() {
        return transfer.equals("arib-std-b67") || transfer.equals("smpte2084");
    }
}
