package io.longtake.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|turn this image into a 2-minute video with smooth motion and background music",
                "en|hello",
                "en|vertical video",
                "en|30s!",
                "en|slow zoom in, no music",
                "zh-CN|把这张图片变成两分钟的视频",
                "zh-CN|把 Summer Dreams 放在开头",
                "zh-TW|把這張圖片變成兩分鐘的影片",
                "ja|この画像を2分の動画にしてください",
                "ko|이 사진을 2분 영상으로 만들어 줘",
                "ru|сделай из этого фото двухминутное видео",
                "uk|зроби з цієї світлини відео з музикою",
                "ar|حول هذه الصورة إلى فيديو",
                "th|ทำวิดีโอจากภาพนี้",
                "es|convierte esta imagen en un video de 2 minutos con música de fondo",
                "es|añade un título al principio",
                "fr|zoom lent, sans musique",
                "de|langsamer Zoom ohne Musik",
                "pt|adicione um título no início",
                "it|aggiungi un titolo e della musica",
                "tr|bu fotoğrafı iki dakikalık bir videoya dönüştür",
                "vi|biến ảnh này thành video dài 2 phút"
            })
    void a_prompt_tells_its_language(String code, String prompt) {
        assertThat(PromptLanguage.of(prompt)).isEqualTo(code);
    }
}
