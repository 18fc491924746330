package io.longtake.studio.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.media.libav.Libav;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Looks at one video or sound file and prints what it found as JSON: {@code width}, {@code height} (upright),
 * {@code fps}, {@code millis}, {@code sound}. Ends with status 1 when it can't be read. Arguments: libav's demuxer, the
 * file.
 */
public final class ProbeProcess {
    private ProbeProcess() {}

    public static void main(String[] arguments) {
        JavaChild.endWithParent();
        Libav.load();
        AVFormatContext format = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        int opened = avformat.avformat_open_input(
                format, "file:" + arguments[1], avformat.av_find_input_format(arguments[0]), options);
        if (opened < 0 || avformat.avformat_find_stream_info(format, (AVDictionary) null) < 0) {
            Runtime.getRuntime().halt(1);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(Json.write(facts(format)));
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static ObjectNode facts(AVFormatContext format) {
        ObjectNode facts = Json.object().put("millis", Math.max(0, format.duration() / 1000));
        facts.put("sound", false);
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            AVCodecParameters parameters = stream.codecpar();
            boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (parameters.codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                facts.put("sound", true);
            } else if (parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO && !cover && !facts.has("width")) {
                boolean turned = turned(parameters);
                facts.put("width", turned ? parameters.height() : parameters.width());
                facts.put("height", turned ? parameters.width() : parameters.height());
                facts.put("fps", avutil.av_q2d(stream.avg_frame_rate()));
            }
        }
        return facts;
    }

    private static boolean turned(AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() == 0) {
            return false;
        }
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return false;
        }
        long degrees = Math.round(avutil.av_display_rotation_get(new IntPointer(matrix.data())));
        return Math.abs(degrees) % 180 == 90;
    }
}
