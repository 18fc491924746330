package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.Libav;
import io.longtake.media.structure.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Whole files as packets for a decoder, with their end mended where it is missing. */
final class Packets {
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final int CHUNK_HEAD = 8;
    private static final int CHUNK_SUM = 4;
    private static final int PIXEL_DATA = 0x49444154; // IDAT
    private static final int PROFILE = 0x69434350; // iCCP
    private static final int NO_PROFILE = 0x69434378; // iCCx: ancillary, private
    private static final int RIFF_HEAD = 12;
    private static final int JPEG_HEADING = 6;
    private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "ALPH");

    private Packets() {}

    static AVPacket of(byte[] content) throws MediaException {
        AVPacket packet = empty(content.length);
        packet.data().put(content, 0, content.length);
        return packet;
    }

    private static AVPacket empty(long size) throws MediaException {
        AVPacket packet = avcodec.av_packet_alloc();
        Libav.check(avcodec.av_new_packet(packet, Math.toIntExact(size)), "getting memory for a packet");
        return packet;
    }

    private static ByteBuffer content(AVPacket packet) {
        return packet.data().capacity(packet.size()).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    /** @param withoutAdobe with Adobe's marker made unreadable, so that channels come out as they are coded */
    static AVPacket jpeg(Bytes file, boolean withoutAdobe) throws MediaException {
        AVPacket packet = empty(file.size() + JPEG_END.length);
        ByteBuffer content = content(packet);
        content.put(file.part(0, file.size())).put(JPEG_END);
        for (int at = 2; withoutAdobe && at + 6 < content.limit() && content.get(at + 1) != (byte) 0xda; ) {
            int length = content.getShort(at + 2) & 0xffff;
            if (content.get(at) == (byte) 0xff && content.get(at + 1) == (byte) 0xee) {
                content.put(at + 4, (byte) 'a');
            }
            at += 2 + Math.max(2, length);
        }
        return packet;
    }

    /** A last chunk that is cut short gets the length it has; then follows the end. */
    static AVPacket png(Bytes file) throws MediaException {
        long at = CHUNK_HEAD;
        String type = "";
        while (!type.equals("IEND") && at + CHUNK_HEAD <= file.size() && at + 12 + file.u32(at) <= file.size()) {
            type = file.word(at + 4);
            at += 12 + file.u32(at);
        }
        if (type.equals("IEND")) {
            AVPacket packet = empty(at);
            return withoutBrokenProfile(packet, content(packet).put(file.part(0, at)));
        }
        long rest =
                Math.max(0, Math.min(file.size() - at - CHUNK_HEAD, at + CHUNK_HEAD <= file.size() ? file.u32(at) : 0));
        boolean hasRest = rest > 0;
        AVPacket packet = empty(at + (hasRest ? CHUNK_HEAD + rest + CHUNK_SUM : 0) + PNG_END.length);
        ByteBuffer content = content(packet);
        content.put(file.part(0, at));
        if (hasRest) {
            content.putInt((int) rest)
                    .put(file.part(at + 4, 4 + rest))
                    // The sum of what is there; decoders of pictures that lack their end don't insist on it.
                    .putInt(0);
        }
        content.put(PNG_END);
        return withoutBrokenProfile(packet, content);
    }

    /** libav refuses a picture for a profile that can't be unpacked; under another name the chunk is passed over. */
    private static AVPacket withoutBrokenProfile(AVPacket packet, ByteBuffer content) {
        for (int at = CHUNK_HEAD; at + 12 <= content.limit(); ) {
            int length = content.getInt(at);
            int type = content.getInt(at + 4);
            if (length < 0 || length > content.limit() - at - 12 || type == PIXEL_DATA) {
                break;
            }
            if (type == PROFILE && !isPacked(content.slice(at + CHUNK_HEAD, length))) {
                content.putInt(at + 4, NO_PROFILE);
            }
            at += 12 + length;
        }
        return packet;
    }

    /** A name that ends with zero, another zero, then what unpacks. */
    private static boolean isPacked(ByteBuffer profile) {
        while (profile.hasRemaining() && profile.get() != 0) {
            // The name.
        }
        if (profile.remaining() < 2 || profile.get() != 0) {
            return false;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(profile);
            byte[] piece = new byte[1 << 14];
            int count;
            do {
                count = inflater.inflate(piece);
            } while (count > 0);
            return inflater.finished();
        } catch (DataFormatException broken) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /**
     * The chunks that are whole, in a RIFF of their length. JPEG's heading before an Exif block, which some writers copy along, is
     * left out: libav reads the block alone.
     */
    static AVPacket webp(Bytes file) throws MediaException {
        long end = Math.min(file.size(), 8 + file.u32Little(4));
        AVPacket packet = empty(end + 1);
        ByteBuffer content = content(packet).order(ByteOrder.LITTLE_ENDIAN);
        content.put(file.part(0, RIFF_HEAD));
        for (long at = RIFF_HEAD; at + CHUNK_HEAD <= end; ) {
            long length = file.u32Little(at + 4);
            boolean whole = length <= end - at - CHUNK_HEAD;
            String type = file.word(at);
            if (!whole && !PIXELS.contains(type)) {
                break;
            }
            long there = whole ? length : end - at - CHUNK_HEAD;
            long heading = type.equals("EXIF") && startsAsInJpeg(file, at + CHUNK_HEAD, there) ? JPEG_HEADING : 0;
            content.put(file.part(at, 4)).putInt((int) (there - heading));
            content.put(file.part(at + CHUNK_HEAD + heading, there - heading));
            if ((there & 1) == 1) {
                content.put((byte) 0);
            }
            at += CHUNK_HEAD + length + (length & 1);
        }
        content.putInt(4, content.position() - CHUNK_HEAD);
        packet.size(content.position());
        return packet;
    }

    private static boolean startsAsInJpeg(Bytes file, long at, long length) {
        return length > JPEG_HEADING && file.word(at).equals("Exif") && file.u16(at + 4) == 0;
    }
}
