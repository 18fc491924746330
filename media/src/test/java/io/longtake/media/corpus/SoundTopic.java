package io.longtake.media.corpus;

import java.util.List;

/** Sounds: formats, rates, channels, depths; cover pictures must not be treated as clips. */
final class SoundTopic extends Topic {
    SoundTopic() {
        wav();
        coded();
        covers();
    }

    private void wav() {
        Expected second = Expected.sound(990, 1010);
        for (int bits : new int[] {8, 16, 24, 32}) {
            for (int channels : new int[] {1, 2}) {
                add("pcm-" + bits + "-" + channels + ".wav", Wav.pcm(bits, channels, 44_100), second);
            }
        }
        for (int rate : new int[] {8_000, 22_050, 48_000, 96_000}) {
            add("rate-" + rate + ".wav", Wav.pcm(16, 1, rate), second);
        }
        add("float-32.wav", new Wav(3, 32, 2, 48_000, 1, false, -1), second);
        add("float-64.wav", new Wav(3, 64, 2, 48_000, 1, false, -1), second);
        add("a-law.wav", new Wav(6, 8, 1, 8_000, 1, false, -1), second);
        add("extensible-24.wav", new Wav(1, 24, 2, 48_000, 1, true, -1), second);
        add("six-channels.wav", new Wav(1, 16, 6, 48_000, 1, true, -1), second);
        add("called.mp3", Wav.pcm(16, 2, 44_100), second);
    }

    private void coded() {
        for (int rate : new int[] {22_050, 44_100, 48_000}) {
            for (int channels : new int[] {1, 2}) {
                // An MP3 begins and ends with up to two frames of padding.
                add(
                        "tone-" + rate + "-" + channels + ".mp3",
                        Sound.of("mp3", "libmp3lame", rate, channels, 1),
                        Expected.sound(980, 1150));
                add(
                        "tone-" + rate + "-" + channels + ".aac",
                        Sound.of("adts", "aac", rate, channels, 1),
                        Expected.sound(980, 1150));
                add(
                        "tone-" + rate + "-" + channels + ".m4a",
                        Sound.of("ipod", "aac", rate, channels, 1),
                        Expected.sound(980, 1080));
            }
        }
        add(
                "without-tags.mp3",
                Sound.of("mp3", "libmp3lame", 44_100, 2, 1)
                        .containing("write_xing", "0")
                        .containing("id3v2_version", "0"),
                Expected.sound(980, 1150));
        add("lossless.m4a", Sound.of("ipod", "alac", 44_100, 2, 1), Expected.sound(980, 1060));
        add(
                "fragmented.m4a",
                Sound.of("mp4", "aac", 44_100, 2, 1).containing("movflags", "+frag_keyframe+empty_moov"),
                Expected.sound(980, 1080));
        add(
                "index-at-start.m4a",
                Sound.of("ipod", "aac", 44_100, 2, 1).containing("movflags", "+faststart"),
                Expected.sound(980, 1080));
        add("sound-alone.mp4", Sound.of("mp4", "aac", 48_000, 2, 1), Expected.sound(980, 1080));
        add("sound-alone.mov", Sound.of("mov", "pcm_s16le", 48_000, 2, 1), Expected.sound(980, 1080));
        add("sound-alone.mkv", Sound.of("matroska", "flac", 48_000, 2, 1), Expected.sound(980, 1080));
        add("sound-alone.webm", Sound.of("webm", "libopus", 48_000, 2, 1), Expected.sound(980, 1080));
        add(
                "garbage-behind.mp3",
                Sound.of("mp3", "libmp3lame", 44_100, 2, 1).but(new Edit.Append("00".repeat(2000))),
                Expected.sound(980, 1150));
        for (String[] other : List.of(
                new String[] {"flac", "flac"}, new String[] {"ogg", "libopus"}, new String[] {"aiff", "pcm_s16be"})) {
            // These are not among the supported formats; the message lists the supported ones.
            add("tone." + other[0], Sound.of(other[0], other[1], 48_000, 2, 1), Expected.unsupported());
        }
    }

    private void covers() {
        Expected song = Expected.sound(980, 1150);
        add("cover.m4a", Sound.of("ipod", "aac", 44_100, 2, 1).withCover(), song);
        add("cover.mp3", Sound.of("mp3", "libmp3lame", 44_100, 2, 1).withCover(), song);
        add(
                "cover-2.3.mp3",
                Sound.of("mp3", "libmp3lame", 44_100, 2, 1)
                        .containing("id3v2_version", "3")
                        .withCover(),
                song);
        add("cover.mp4", Sound.of("mp4", "aac", 44_100, 2, 1).withCover(), song);
    }
}
