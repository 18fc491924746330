package io.longtake.media.guard;

import io.longtake.media.MediaFormat;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.intake.Track;
import io.longtake.media.picture.Colour;
import io.longtake.media.picture.Orientation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Serialises {@link MediaFacts} to one token, which the child sends to its parent. The parent treats it as untrusted
 * input: a compromised child can report false values, but can do nothing else.
 */
final class FactsCodec {
    private static final int MAX_ITEMS = 2_000;

    private FactsCodec() {}

    static String write(MediaFacts facts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(facts.kind().name());
            out.writeUTF(facts.format().name());
            out.writeInt(facts.width());
            out.writeInt(facts.height());
            out.writeUTF(facts.orientation().name());
            out.writeUTF(facts.colour().profile());
            out.writeUTF(facts.colour().primaries());
            out.writeUTF(facts.colour().transfer());
            out.writeUTF(facts.colour().matrix());
            out.writeBoolean(facts.colour().fullRange());
            out.writeBoolean(facts.hasAlpha());
            out.writeLong(facts.duration().toNanos());
            out.writeDouble(facts.fps());
            out.writeLong(facts.frames());
            out.writeInt(facts.tracks().size());
            for (Track track : facts.tracks()) {
                out.writeUTF(track.type().name());
                out.writeUTF(track.codec());
                out.writeLong(track.start().toNanos());
                out.writeLong(track.length().toNanos());
                out.writeBoolean(track.cover());
            }
            out.writeInt(facts.warnings().size());
            for (String warning : facts.warnings()) {
                out.writeUTF(warning);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** @throws IOException if {@code word} is not a token in the format of {@link #write} */
    static MediaFacts read(String word) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(word)))) {
            return new MediaFacts(
                    MediaFormat.Kind.valueOf(in.readUTF()),
                    MediaFormat.valueOf(in.readUTF()),
                    in.readInt(),
                    in.readInt(),
                    Orientation.valueOf(in.readUTF()),
                    new Colour(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean()),
                    in.readBoolean(),
                    Duration.ofNanos(in.readLong()),
                    in.readDouble(),
                    in.readLong(),
                    tracks(in),
                    warnings(in));
        } catch (IllegalArgumentException e) {
            throw new IOException("invalid answer from the decoding process", e);
        }
    }

    private static List<Track> tracks(DataInputStream in) throws IOException {
        List<Track> tracks = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            tracks.add(new Track(
                    Track.Type.valueOf(in.readUTF()),
                    in.readUTF(),
                    Duration.ofNanos(in.readLong()),
                    Duration.ofNanos(in.readLong()),
                    in.readBoolean()));
        }
        return tracks;
    }

    private static List<String> warnings(DataInputStream in) throws IOException {
        List<String> warnings = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            warnings.add(in.readUTF());
        }
        return warnings;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ITEMS) {
            throw new IllegalArgumentException(count + " is not a number of items");
        }
        return count;
    }
}
