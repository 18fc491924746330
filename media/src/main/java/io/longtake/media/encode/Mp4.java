package io.longtake.media.encode;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.Libav;
import io.longtake.media.sound.Pcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Muxes encoded chunks and sound into an MP4 with its index at the front, without re-encoding. */
public final class Mp4 {
    /** One chunk and its number of frames. */
    public record Chunk(Path file, int frames) {}

    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();

    private Mp4(AVFormatContext context) {
        this.context = context;
    }

    /**
     * Writes {@code output}. The caller that renames it to its final name also syncs it to disk.
     *
     * @param chunks in order, all with the same settings
     * @param sound a packet file written by {@link SoundEncoder}
     */
    public static void write(List<Chunk> chunks, Path sound, Path output) throws IOException {
        Libav.load();
        AVFormatContext context = new AVFormatContext(null);
        Libav.check(
                avformat.avformat_alloc_output_context2(context, null, "mp4", output.toString()), "preparing the MP4");
        Mp4 mp4 = new Mp4(context);
        try {
            mp4.mux(chunks, sound, output);
        } finally {
            avcodec.av_packet_free(mp4.packet);
            avformat.avformat_free_context(context);
        }
    }

    private void mux(List<Chunk> chunks, Path sound, Path output) throws IOException {
        try (Pictures pictures = new Pictures(chunks);
                ChunkFile.Reader sounds = new ChunkFile.Reader(sound)) {
            AVStream video = videoStream(pictures.first());
            AVStream audio = audioStream(sounds);
            AVIOContext io = new AVIOContext(null);
            Libav.check(
                    avformat.avio_open(io, "file:" + output.toAbsolutePath(), avformat.AVIO_FLAG_WRITE),
                    "writing " + output.getFileName());
            context.pb(io);
            try {
                AVDictionary options = new AVDictionary(null);
                avutil.av_dict_set(options, "movflags", "+faststart", 0);
                int code = avformat.avformat_write_header(context, options);
                avutil.av_dict_free(options);
                Libav.check(code, "writing the MP4's header");
                interleave(pictures, video, sounds, audio);
                Libav.check(avformat.av_write_trailer(context), "writing the MP4's index");
            } finally {
                avformat.avio_closep(io);
                context.pb(null);
            }
        }
    }

    private AVStream videoStream(ChunkFile.Reader chunk) {
        AVStream stream = avformat.avformat_new_stream(context, null);
        stream.time_base(Libav.rational(1, chunk.fps() * 512));
        stream.avg_frame_rate(Libav.rational(chunk.fps(), 1));
        stream.r_frame_rate(Libav.rational(chunk.fps(), 1));
        AVCodecParameters p = stream.codecpar();
        p.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        p.codec_id(avcodec.AV_CODEC_ID_H264);
        p.width(chunk.width());
        p.height(chunk.height());
        p.format(avutil.AV_PIX_FMT_YUV420P);
        p.profile(avcodec.AV_PROFILE_H264_HIGH);
        p.color_range(avutil.AVCOL_RANGE_MPEG);
        p.color_space(avutil.AVCOL_SPC_BT709);
        p.color_primaries(avutil.AVCOL_PRI_BT709);
        p.color_trc(avutil.AVCOL_TRC_BT709);
        p.chroma_location(avutil.AVCHROMA_LOC_LEFT);
        p.sample_aspect_ratio(Libav.rational(1, 1));
        header(p, chunk.header());
        return stream;
    }

    private AVStream audioStream(ChunkFile.Reader sound) {
        AVStream stream = avformat.avformat_new_stream(context, null);
        stream.time_base(Libav.rational(1, Pcm.RATE));
        AVCodecParameters p = stream.codecpar();
        p.codec_type(avutil.AVMEDIA_TYPE_AUDIO);
        p.codec_id(avcodec.AV_CODEC_ID_AAC);
        p.profile(avcodec.AV_PROFILE_AAC_LOW);
        p.format(avutil.AV_SAMPLE_FMT_FLTP);
        p.sample_rate(Pcm.RATE);
        p.frame_size(1024);
        p.initial_padding(1024);
        avutil.av_channel_layout_default(p.ch_layout(), 2);
        header(p, sound.header());
        return stream;
    }

    private static void header(AVCodecParameters parameters, byte[] header) {
        BytePointer data =
                new BytePointer(avutil.av_mallocz(header.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
        data.put(header, 0, header.length);
        parameters.extradata(data);
        parameters.extradata_size(header.length);
    }

    private void interleave(Pictures pictures, AVStream video, ChunkFile.Reader sounds, AVStream audio)
            throws IOException {
        int fps = pictures.first().fps();
        Optional<EncodedPacket> picture = pictures.next();
        Optional<EncodedPacket> sample = sounds.next();
        while (picture.isPresent() || sample.isPresent()) {
            boolean pictureFirst = picture.isPresent()
                    && (sample.isEmpty()
                            || picture.get().dts() * Pcm.RATE <= sample.get().dts() * fps);
            if (pictureFirst) {
                put(picture.get(), video, Libav.rational(1, fps));
                picture = pictures.next();
            } else {
                put(sample.orElseThrow(), audio, Libav.rational(1, Pcm.RATE));
                sample = sounds.next();
            }
        }
    }

    private void put(EncodedPacket encoded, AVStream stream, AVRational base) throws MediaException {
        Libav.check(avcodec.av_new_packet(packet, encoded.data().length), "allocating a packet");
        packet.data().put(encoded.data(), 0, encoded.data().length);
        packet.pts(encoded.pts());
        packet.dts(encoded.dts());
        packet.duration(encoded.duration());
        packet.flags(encoded.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
        packet.stream_index(stream.index());
        avcodec.av_packet_rescale_ts(packet, base, stream.time_base());
        Libav.check(avformat.av_interleaved_write_frame(context, packet), "writing the MP4");
    }

    /** The packets of all chunks on one continuous time base. */
    private static final class Pictures implements AutoCloseable {
        private final List<Chunk> chunks;
        private final ChunkFile.Reader first;
        private ChunkFile.Reader current;
        private int index;
        private long offset;

        Pictures(List<Chunk> chunks) throws IOException {
            if (chunks.isEmpty()) {
                throw new IllegalArgumentException("a film must have at least one chunk");
            }
            this.chunks = chunks;
            first = new ChunkFile.Reader(chunks.get(0).file());
            current = first;
        }

        ChunkFile.Reader first() {
            return first;
        }

        Optional<EncodedPacket> next() throws IOException {
            Optional<EncodedPacket> packet = current.next();
            while (packet.isEmpty() && index + 1 < chunks.size()) {
                offset += chunks.get(index).frames();
                index++;
                current.close();
                current = new ChunkFile.Reader(chunks.get(index).file());
                if (!Arrays.equals(current.header(), first.header())) {
                    throw new MediaException(
                            Reason.INTERNAL,
                            chunks.get(index).file().getFileName() + " was encoded with different settings");
                }
                packet = current.next();
            }
            return packet.map(p -> p.later(offset));
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
