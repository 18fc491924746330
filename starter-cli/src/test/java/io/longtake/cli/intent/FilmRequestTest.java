package io.longtake.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "make it 20 seconds with calm music and send me the video",
                "turn this into a slow zoom, I want the finished clip",
                "add a fade so that I can download it",
                "zoom in slowly, ready to post",
                "give me the final mp4 with a warm look",
                "加上钢琴曲，然后导出",
                "做成二十秒的视频发给我成片",
                "我想要成片，节奏慢一点",
                "做视频配BGM，send me the video吧",
                "改成竖屏然后give me the clip",
                "加标题and export it，谢谢"
            })
    void theFinishedVideoIsRequested(String wish) {
        assertThat(FilmRequest.in(wish)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make it 20 seconds",
                "give the video a warm look",
                "add the title \"Send me the video\"",
                "write “download it” at the end and export nothing",
                "make the final clip slower",
                "send me the video, but don't export it yet",
                "加上标题「发给我视频」",
                "add the title 'Send me the video'",
                "add the title «Send me the video»",
                "把最后一段放慢",
                "先别导出，把音乐换掉",
                "做视频配BGM",
                "改成竖屏，don't send me the video",
                "résend me the video"
            })
    void onlyAnEditIsRequested(String wish) {
        assertThat(FilmRequest.in(wish)).isFalse();
    }
}
