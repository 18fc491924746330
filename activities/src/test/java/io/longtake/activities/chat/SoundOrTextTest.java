package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundOrTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn this image into a 2-minute video with smooth motion and background music",
                "add a title",
                "zoom in, then narrate it",
                "做视频配BGM",
                "做视频BGM要欢快",
                "加上音乐",
                "我想要字幕",
                "不能没有音乐",
                "no titles, but soft piano music",
                "no loud drums please, just calm music",
                "don't forget the music",
                "not without music",
                "without titles and with a song",
                "不要字幕，加一首歌",
                "mute the clip's wind and add music"
            })
    void aRequestForSoundOrTextIsRecognised(String message) {
        assertThat(SoundOrText.isWanted(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 3 second video, no music",
                "a 1 second video, keep it still",
                "no background music",
                "No music, no titles.",
                "zoom in slowly, without music",
                "without any music or titles",
                "without music, titles or captions",
                "don't add a title",
                "Don’t add any text",
                "do not add subtitles",
                "I don't want music",
                "please don't use any sound",
                "no need for music",
                "never add captions",
                "skip the music",
                "music-free",
                "music: none",
                "不要音乐",
                "无配乐",
                "無配樂",
                "不要加任何音乐和字幕",
                "不需要背景音乐",
                "没有旁白、字幕",
                "3秒视频，不要BGM",
                "别加标题",
                "make it warmer",
                "Textur und Kontrast stärker"
            })
    void aRefusalOfSoundOrTextIsNotARequest(String message) {
        assertThat(SoundOrText.isWanted(message)).isFalse();
    }
}
