package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.Libav;
import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.JpegSegment;
import io.longtake.media.structure.PngChunk;
import io.longtake.media.structure.WebpChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Creates decoder packets from whole files and adds a missing end marker. */
final class Packets {
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final int NO_PROFILE = 0x69434378; // iCCx: ancillary, private
    private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "ALPH");

    private Packets() {}

    static AVPacket of(byte[] content) throws MediaException {
        AVPacket packet = empty(content.length);
        packet.data().put(content, 0, content.length);
        return packet;
    }

    private static AVPacket empty(long size) throws MediaException {
        AVPacket packet = avcodec.av_packet_alloc();
        Libav.check(avcodec.av_new_packet(packet, Math.toIntExact(size)), "allocating a packet");
        return packet;
    }

    private static ByteBuffer content(AVPacket packet) {
        return packet.data().capacity(packet.size()).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    /** @param withoutAdobe whether to invalidate Adobe's marker, so that the decoder returns the channels as coded */
    static AVPacket jpeg(Bytes file, boolean withoutAdobe) throws MediaException {
        AVPacket packet = empty(file.size() + JPEG_END.length);
        ByteBuffer content = content(packet);
        content.put(file.part(0, file.size())).put(JPEG_END);
        Optional<JpegSegment> segment = withoutAdobe ? headerSegment(file, JpegSegment.FIRST) : Optional.empty();
        while (segment.isPresent()) {
            if (segment.get().isAdobe()) {
                content.put((int) segment.get().at() + 4, (byte) 'a');
            }
            segment = headerSegment(file, segment.get().end(file));
        }
        return packet;
    }

    /** The next segment before the coded data, if its length field is complete. */
    private static Optional<JpegSegment> headerSegment(Bytes file, long from) {
        return JpegSegment.next(file, from)
                .filter(segment -> !segment.isLastOfTheHeader() && segment.at() + 4 <= file.size());
    }

    /** If the last chunk is truncated, its length is corrected and an end chunk is added. */
    static AVPacket png(Bytes file) throws MediaException {
        long at = PngChunk.FIRST;
        while (at + PngChunk.HEAD <= file.size()) {
            PngChunk chunk = PngChunk.read(file, at);
            if (chunk.next() > file.size()) {
                break;
            }
            at = chunk.next();
            if (chunk.type().equals("IEND")) {
                AVPacket packet = empty(at);
                return withoutBrokenProfile(packet, content(packet).put(file.part(0, at)));
            }
        }
        long rest = Math.max(0, file.size() - at - PngChunk.HEAD);
        if (rest > 0) {
            rest = Math.min(rest, PngChunk.read(file, at).length());
        }
        AVPacket packet = empty(at + (rest > 0 ? PngChunk.HEAD + rest + PngChunk.SUM : 0) + PNG_END.length);
        ByteBuffer content = content(packet);
        content.put(file.part(0, at));
        if (rest > 0) {
            content.putInt((int) rest)
                    .put(file.part(at + 4, 4 + rest))
                    // The checksum; decoders don't check it in pictures without an end.
                    .putInt(0);
        }
        content.put(PNG_END);
        return withoutBrokenProfile(packet, content);
    }

    /** libav rejects a picture whose profile can't be unpacked; the chunk is renamed, so that libav skips it. */
    private static AVPacket withoutBrokenProfile(AVPacket packet, ByteBuffer content) {
        Bytes whole = new Bytes(List.of(content), content.limit());
        for (long at = PngChunk.FIRST; at + PngChunk.HEAD + PngChunk.SUM <= whole.size(); ) {
            PngChunk chunk = PngChunk.read(whole, at);
            if (chunk.next() > whole.size() || chunk.type().equals("IDAT")) {
                break;
            }
            if (chunk.type().equals("iCCP") && !isPacked(content.slice((int) chunk.data(), (int) chunk.length()))) {
                content.putInt((int) at + 4, NO_PROFILE);
            }
            at = chunk.next();
        }
        return packet;
    }

    /** Checks the format: a name that ends with zero, another zero, then data that can be unpacked. */
    private static boolean isPacked(ByteBuffer profile) {
        while (profile.hasRemaining() && profile.get() != 0) {
            // Skip the name.
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
     * The complete chunks, in a RIFF with corrected length; truncated pixel data are kept. The JPEG prefix before an
     * Exif block, which some writers copy, is removed because libav expects the block without it.
     */
    static AVPacket webp(Bytes file) throws MediaException {
        long end = Math.min(file.size(), WebpChunk.end(file));
        AVPacket packet = empty(end + 1);
        ByteBuffer content = content(packet).order(ByteOrder.LITTLE_ENDIAN);
        content.put(file.part(0, WebpChunk.FIRST));
        for (long at = WebpChunk.FIRST; at + WebpChunk.HEAD <= end; ) {
            WebpChunk chunk = WebpChunk.read(file, at);
            boolean whole = chunk.length() <= end - chunk.data();
            if (!whole && !PIXELS.contains(chunk.type())) {
                break;
            }
            long there = whole ? chunk.length() : end - chunk.data();
            int heading = chunk.jpegHeading(file);
            content.put(file.part(at, 4)).putInt((int) (there - heading));
            content.put(file.part(chunk.data() + heading, there - heading));
            if ((there & 1) == 1) {
                content.put((byte) 0);
            }
            at = chunk.next();
        }
        content.putInt(4, content.position() - WebpChunk.HEAD);
        packet.size(content.position());
        return packet;
    }
}
