package io.longtake.media.encode;

/**
 * What an encoder gave for one frame, in units of its time base.
 *
 * @param data owned by the packet; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedPacket(long pts, long dts, long duration, boolean key, byte[] data) {
    EncodedPacket later(long by) {
        return new EncodedPacket(pts + by, dts + by, duration, key, data);
    }
}
