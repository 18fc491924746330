package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTextTest {
    private static final String CHINESE = "文件,提示词\n新品.jpg,做一个4秒的视频，标题“新品上市”，不要音乐\n海边.jpg,镜头缓慢推进，配上轻柔的钢琴音乐\n";
    private static final String GERMAN =
            "file;prompt\nMüller.jpg;ein Video über zwei Minuten, schöne Übergänge\nGröße.jpg;größer, ruhig\n";

    @TempDir
    Path folder;

    private ManifestText read(byte[] bytes) {
        return ManifestText.of(bytes, folder.resolve("list.csv"), Optional.empty());
    }

    private static byte[] marked(String charset, int... mark) {
        var bytes = new ByteArrayOutputStream();
        for (int one : mark) {
            bytes.write(one);
        }
        bytes.writeBytes(CHINESE.getBytes(Charset.forName(charset)));
        return bytes.toByteArray();
    }

    @Test
    void aByteOrderMarkDeterminesTheEncoding() {
        assertThat(read(marked("UTF-16LE", 0xFF, 0xFE))).isEqualTo(new ManifestText(CHINESE, Optional.empty()));
        assertThat(read(marked("UTF-16BE", 0xFE, 0xFF))).isEqualTo(new ManifestText(CHINESE, Optional.empty()));
        assertThat(read(marked("UTF-8", 0xEF, 0xBB, 0xBF))).isEqualTo(new ManifestText(CHINESE, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void unicodeWithoutAByteOrderMarkIsCertain(String charset) {
        var text = "file,prompt,output\nnew.jpg,a 4 second video,\nphoto two.jpg,the title “新品”,\n";
        assertThat(read(text.getBytes(Charset.forName(charset)))).isEqualTo(new ManifestText(text, Optional.empty()));
    }

    @Test
    void chineseOfAnOlderSystemIsGuessedAndTheGuessIsReported() {
        var read = read(CHINESE.getBytes(Charset.forName("GBK")));
        assertThat(read.text()).isEqualTo(CHINESE);
        assertThat(read.note(folder).orElseThrow())
                .contains("GB18030")
                .contains("文件")
                .contains("--encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GBK           | 新品.jpg,做一个4秒的视频",
                "GBK           | 新品.jpg,a 4 second video",
                "Big5          | 海邊.jpg,做一個4秒的影片，標題「新品上市」，配上輕柔的鋼琴音樂",
                "windows-31j   | 写真.jpg,4秒の動画を作ってください、ゆっくりズーム",
                "x-windows-949 | 강아지.jpg,4초 영상 만들어 줘, 천천히 확대",
                "windows-1251  | Фото.jpg,видео на 4 секунды, медленно",
                "windows-1252  | Müller.jpg,a 4 second video",
                "windows-1252  | café.jpg,une vidéo de 4 secondes, très calme, à l’été",
                "windows-1252  | niño.jpg,un vídeo con música tranquila, añade el título “Año nuevo”",
                "windows-1250  | zdjęcie.jpg,film na 4 sekundy, powoli przybliż, żółty tytuł „Łódź”",
            })
    void aShortTextIsEnoughToDetectTheEncoding(String charset, String row) {
        var text = "file,prompt\n" + row + "\n";
        assertThat(read(text.getBytes(Charset.forName(charset))).text()).isEqualTo(text);
    }

    @Test
    void anUnclearEncodingIsNotGuessed() {
        var text = "file,prompt\na.jpg,镜头缓慢推进\n".getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("not clear")
                .hasMessageContaining("GB18030 or Big5")
                .hasMessageContaining("--encoding");
    }

    @Test
    void aNamedFileNextToItDeterminesTheEncoding() throws IOException {
        var text = "file,prompt\n推进.jpg,镜头缓慢推进\n";
        Files.writeString(folder.resolve("推进.jpg"), "x");
        assertThat(read(text.getBytes(Charset.forName("GBK")))).isEqualTo(new ManifestText(text, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "gbk,新品.jpg",
        "GB2312,新品.jpg",
        "big5,新品.jpg",
        "shift_jis,写真.jpg",
        "windows-1252,Müller.jpg",
        "ansi,Müller.jpg",
        "windows-1251,Фото.jpg",
        "utf-8,Фото.jpg",
    })
    void aGivenEncodingIsUsed(String encoding, String name) {
        var charset = ManifestText.charset(encoding);
        var text = "file,prompt\n" + name + ",x\n";
        assertThat(ManifestText.of(text.getBytes(charset), folder.resolve("list.csv"), Optional.of(charset)))
                .isEqualTo(new ManifestText(text, Optional.empty()));
    }

    @Test
    void anEncodingThatTheBytesContradictIsRefused() {
        assertThatThrownBy(() -> ManifestText.of(
                        GERMAN.getBytes(Charset.forName("windows-1252")),
                        folder.resolve("list.csv"),
                        Optional.of(StandardCharsets.UTF_8)))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> ManifestText.charset("klingon")).hasMessageContaining("'klingon'");
    }
}
