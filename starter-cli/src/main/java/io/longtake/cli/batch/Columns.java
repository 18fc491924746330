package io.longtake.cli.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns of a manifest; the same names are keys in JSON Lines. */
final class Columns {
    /** The values of a row, and the column names that are recognised for them. */
    enum Column {
        FILE(
                "file",
                "filename",
                "file name",
                "file path",
                "filepath",
                "path",
                "image",
                "images",
                "image file",
                "image url",
                "photo",
                "picture",
                "pic",
                "source",
                "src",
                "input",
                "media",
                "url",
                "link",
                "datei",
                "bild",
                "foto",
                "fichier",
                "imagen",
                "archivo",
                "文件",
                "文件名",
                "图片",
                "照片",
                "图像",
                "路径",
                "檔案",
                "圖片",
                "ファイル",
                "画像",
                "写真",
                "파일",
                "사진",
                "이미지"),
        PROMPT(
                "prompt",
                "prompts",
                "caption",
                "instruction",
                "instructions",
                "text",
                "wish",
                "edit",
                "提示词",
                "提示詞",
                "提示",
                "指令",
                "要求",
                "プロンプト",
                "指示",
                "프롬프트"),
        OUTPUT(
                "output",
                "output file",
                "out",
                "output name",
                "target",
                "destination",
                "ausgabe",
                "输出",
                "输出文件",
                "輸出",
                "出力",
                "출력"),
        RATIO("ratio", "aspect ratio", "aspect", "seitenverhältnis", "比例", "画面比例", "宽高比", "비율");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        /** Longtake's own name. */
        String word() {
            return names.get(0);
        }
    }

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final Set<String> foreign = new TreeSet<>();
    private final List<Column> twice = new ArrayList<>();

    private Columns() {}

    /** Longtake's own name for a column takes precedence over the others; of those, the first in the list of names is used. */
    static Columns of(List<String> header) {
        var columns = new Columns();
        var names = header.stream().map(Columns::plain).toList();
        for (var column : Column.values()) {
            if (names.stream().filter(column.word()::equals).count() > 1) {
                columns.twice.add(column);
            }
            column.names.stream()
                    .mapToInt(names::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> columns.places.put(column, place));
        }
        for (int i = 0; i < header.size(); i++) {
            if (!columns.places.containsValue(i) && !header.get(i).isBlank()) {
                columns.foreign.add(header.get(i).strip());
            }
        }
        return columns;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** Columns that occur twice under Longtake's own name. */
    List<Column> twice() {
        return twice;
    }

    String value(Column column, List<String> cells) {
        return Optional.ofNullable(places.get(column))
                .filter(place -> place < cells.size())
                .map(place -> cells.get(place).strip())
                .orElse("");
    }

    /** Names of columns that Longtake does not know, in alphabetical order. */
    Set<String> foreign() {
        return foreign;
    }

    /** The columns whose names differ from Longtake's own, with their interpretation. */
    Optional<String> translated(List<String> header) {
        var words = places.entrySet().stream()
                .filter(one ->
                        !plain(header.get(one.getValue())).equals(one.getKey().word()))
                .map(one -> "'" + header.get(one.getValue()).strip() + "' is read as "
                        + one.getKey().word())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
