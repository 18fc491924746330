package io.longtake.media.encode;

/**
 * One encoded frame; times are in units of the encoder's time base.
 *
 * @param data owned by the packet; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedPacket(long pts, long dts, long duration, boolean key, byte[] data) {
    EncodedPacket later(long by) {
        return new EncodedPacket(pts + by, dts + by, duration, key, data);
    }
}
