package io.longtake.studio.understand;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.longtake.studio.timeline.MediaItem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A brief written as JSON, alone, in a code fence, or between sentences, as the sentences that it stands for.
 *
 * <p>Its values are data: a text becomes a title only where its key says so.
 *
 * @param sentences what the rules read: the message with the JSON replaced
 * @param unknownKeys keys that say nothing to the studio
 * @param fault why what looks like JSON could not be read; then the sentences are empty
 */
public record Brief(String sentences, List<String> unknownKeys, Optional<Remark.BrokenBrief> fault) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern FENCE = Pattern.compile("```[A-Za-z]*");
    /** An object with a key, or a list of such objects. */
    private static final Pattern OPENS = Pattern.compile("\\{\\s*\"|\\[\\s*\\{\\s*\"|^\\s*\\[\\s*\"");

    private static final Pattern KEYED = Pattern.compile("\\{\\s*\"[^\"]*\"\\s*:");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4}) ?[x×*] ?(\\d{3,4})");
    private static final Pattern TIMES = Pattern.compile("\\d[\\d:.]*\\D{0,3}[-–—~～到至]\\D{0,2}\\d.*");

    /** What a key means, by the names people and models give it; written without case, blanks, dashes and underscores. */
    private enum Key {
        LENGTH(
                "duration length seconds durationseconds durationsec durations totalduration totallength durationinseconds"
                        + " videolength videoduration runtime lengthseconds 时长 总时长 长度 秒数"),
        LENGTH_MS("durationms lengthms durationmillis"),
        RATIO("aspectratio ratio aspect orientation 画幅 比例 画面比例 宽高比"),
        FORMAT("format resolution size dimensions outputformat fps framerate codec container quality 格式 分辨率 帧率 尺寸"),
        TITLE("title text titles headline heading texts words onscreentext overlaytext textoverlay 标题 文字 文案 片名"),
        CAPTION("caption subtitle captions subtitles 字幕 副标题"),
        MUSIC("music bgm audio soundtrack song backgroundmusic musicstyle musicmood sound 音乐 配乐 背景音乐"),
        VOLUME("volume musicvolume 音量"),
        BPM("bpm tempo"),
        MOOD("mood moods vibe atmosphere 情绪 氛围"),
        LOOK("style look filter colour color grade colorgrade grading visualstyle 风格 色调 滤镜"),
        TRANSITION("transition transitions 转场"),
        MOTION(
                "motion camera movement move camerawork cameramovement cameramotion animation effect kenburns 运镜 镜头运动 动作"),
        PACE("pace pacing rhythm speed 节奏"),
        ORDER("order sequence 顺序"),
        SCENES("scenes shots clips segments storyboard timeline slides images photos frames 分镜 镜头 片段 场景"),
        TIME("time timing timerange timecode range interval 时间 时间段"),
        START("start from starttime begin in 开始"),
        END("end to endtime out 结束"),
        SOURCE("image photo file source src media picture clip asset 图片 照片 素材"),
        NUMBERED("index number no id scene shot n 序号 编号"),
        SAID("task prompt instruction instructions steps requirements request brief goal edits notes note todo wishes"
                + " 任务 要求 步骤 说明 指令"),
        GROUP(
                "tech technical video output settings options config project film spec specs parameters params brief global");

        private static final Map<String, Key> BY_NAME = byName();

        private final String names;

        Key(String names) {
            this.names = names;
        }

        private static Map<String, Key> byName() {
            Map<String, Key> keys = new HashMap<>();
            for (Key key : values()) {
                for (String name : key.names.split(" ", -1)) {
                    keys.put(name, key);
                }
            }
            return Map.copyOf(keys);
        }

        static Optional<Key> of(String name) {
            return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-]", "")));
        }
    }

    /** The message as it is where it holds no JSON. */
    public static Brief of(String message, List<MediaItem> media) {
        String open = FENCE.matcher(message).replaceAll("\n");
        Matcher opens = OPENS.matcher(open);
        if (!opens.find()) {
            return new Brief(message, List.of(), Optional.empty());
        }
        int begin = opens.start();
        try (JsonParser parser = JSON.getFactory().createParser(open.substring(begin))) {
            JsonNode root = JSON.readTree(parser);
            int end = begin + (int) parser.currentLocation().getCharOffset();
            Sentences sentences = new Sentences(media);
            sentences.add(open.substring(0, begin).strip());
            sentences.read(root);
            sentences.add(open.substring(end).strip());
            return new Brief(sentences.joined(), List.copyOf(sentences.unknown), Optional.empty());
        } catch (JsonProcessingException broken) {
            if (!KEYED.matcher(open).find()) {
                // A quotation in braces, and no JSON at all.
                return new Brief(message, List.of(), Optional.empty());
            }
            int at = (int) broken.getLocation().getCharOffset();
            long line = open.substring(0, Math.min(open.length(), begin + Math.max(0, at)))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            Remark.BrokenBrief fault = new Remark.BrokenBrief((int) line, reason(broken));
            return new Brief("", List.of(), Optional.of(fault));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading a string failed", impossible);
        }
    }

    public boolean isJson(String message) {
        return !sentences.equals(message);
    }

    private static String reason(JsonProcessingException broken) {
        String first = broken.getOriginalMessage();
        int end = first.indexOf('\n');
        String line = end < 0 ? first : first.substring(0, end);
        return line.replaceAll("\\s*\\(for .*|\\s*\\(start marker.*|\\s*at \\[Source.*", "");
    }

    /** Collects one sentence per entry. */
    private static final class Sentences {
        private final List<String> said = new ArrayList<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private final List<MediaItem> media;
        private boolean musicNamed;
        private int scene;
        private Optional<String> order = Optional.empty();

        Sentences(List<MediaItem> media) {
            this.media = media;
        }

        void add(String sentence) {
            if (!sentence.isBlank()) {
                said.add(sentence);
            }
        }

        String joined() {
            // An order reads on through what follows it.
            order.ifPresent(said::add);
            return String.join("\n", said);
        }

        void read(JsonNode root) {
            musicNamed = root.findValue("music") != null || root.findValue("bgm") != null;
            if (root.isArray() && root.path(0).isObject()) {
                scenes(root);
            } else if (root.isArray()) {
                texts(root).forEach(this::add);
            } else {
                object(root);
            }
        }

        private void object(JsonNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                Optional<Key> key = Key.of(entry.getKey());
                if (entry.getValue().isNull()) {
                    continue;
                }
                if (key.isEmpty()) {
                    unknown.add(entry.getKey());
                } else {
                    entry(key.get(), entry.getKey(), entry.getValue());
                }
            }
        }

        private void entry(Key key, String name, JsonNode value) {
            if (key == Key.SCENES && value.isArray()) {
                scenes(value);
            } else if (key == Key.ORDER && value.isArray()) {
                order = Optional.of("order: " + String.join(", ", texts(value)));
            } else if (value.isArray()) {
                value.forEach(one -> entry(key, name, one));
            } else if (value.isObject()) {
                nested(key, value);
            } else {
                plain(key, name, value.asText().strip());
            }
        }

        /** {@code "music": {"mood": "calm", "volume": 0.4}}: what it holds is about its key. */
        private void nested(Key key, JsonNode value) {
            JsonNode text = value.path("text");
            boolean titled = (key == Key.TITLE || key == Key.CAPTION) && text.isTextual();
            if (!titled) {
                object(value);
                return;
            }
            add(timed(title(key, text.asText()), value));
        }

        /** A title with what its object says besides: time, place, colour. */
        private String timed(String title, JsonNode value) {
            StringBuilder said = new StringBuilder(title);
            Stretch stretch = new Stretch();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                String text = bare(entry.getValue().asText());
                switch (Key.of(entry.getKey()).orElse(Key.SAID)) {
                    case TITLE, CAPTION -> {
                        // Its words, told already.
                    }
                    case TIME, START, END -> stretch.take(entry.getKey(), text);
                    case LENGTH -> said.append(" for ").append(seconds(text));
                    default -> said.append(' ').append(text);
                }
            }
            stretch.words().ifPresent(words -> said.append(' ').append(words));
            return said.toString();
        }

        private void plain(Key key, String name, String text) {
            String bare = bare(text);
            switch (key) {
                case LENGTH -> add("total length " + seconds(bare));
                case LENGTH_MS -> add("total length " + millis(bare));
                case RATIO -> add(ratio(bare));
                case FORMAT -> add(format(bare, name));
                case TITLE, CAPTION -> words(key, text, "");
                case MUSIC -> add(isNone(text) ? "no music" : isTrue(text) ? "music" : bare + " music");
                case VOLUME -> add("music volume " + percent(bare));
                case BPM -> add(NUMBER.matcher(bare).matches() ? bare + " bpm" : bare + " music");
                case MOOD -> {
                    if (!musicNamed) {
                        add(bare + " music");
                    }
                }
                case TRANSITION -> add(isNone(text) ? "no transitions" : "transitions: " + bare);
                case MOTION -> add(isNone(text) ? "no motion" : bare);
                case PACE -> add(bare + " pace");
                case LOOK -> add(bare + " look");
                case SAID -> add(bare);
                case ORDER -> {
                    // "As given" is how it is.
                }
                case SCENES -> add(bare);
                case TIME, START, END, SOURCE, NUMBERED, GROUP -> unknown.add(name);
            }
        }

        /** {@code "subtitles": true} wants some and says none. */
        private void words(Key key, String text, String where) {
            if (isTrue(text)) {
                add(key == Key.CAPTION ? "add a caption" : "add a title");
            } else if (!isNone(text)) {
                add(title(key, text) + where);
            }
        }

        /** What each picture does, in the order of the list; with times, in those stretches. */
        private void scenes(JsonNode list) {
            order(list);
            for (JsonNode one : list) {
                scene++;
                if (one.isObject()) {
                    scene(one);
                } else if (one.isTextual()) {
                    add(bare(one.asText()));
                }
            }
        }

        /** Where each scene names a file that is there, theirs is the order. */
        private void order(JsonNode list) {
            List<String> files = new ArrayList<>();
            for (JsonNode one : list) {
                for (Map.Entry<String, JsonNode> entry : one.properties()) {
                    String file = entry.getValue().asText();
                    boolean known = media.stream().anyMatch(item -> TitleRules.named(item, file));
                    if (Key.of(entry.getKey()).equals(Optional.of(Key.SOURCE)) && known) {
                        files.add(file);
                    }
                }
            }
            if (files.size() == list.size() && files.size() > 1) {
                order = Optional.of("order: " + String.join(", ", files));
            }
        }

        private void scene(JsonNode one) {
            String clip = "photo " + scene;
            Optional<String> length = Optional.empty();
            Optional<String> motion = Optional.empty();
            Stretch stretch = new Stretch();
            Map<Key, String> words = new EnumMap<>(Key.class);
            for (Map.Entry<String, JsonNode> entry : one.properties()) {
                Optional<Key> key = Key.of(entry.getKey());
                JsonNode value = entry.getValue();
                if (value.isNull()) {
                    continue;
                }
                if (key.isEmpty() || !value.isValueNode()) {
                    unknown.add(entry.getKey());
                    continue;
                }
                String text = bare(value.asText());
                switch (key.get()) {
                    case LENGTH -> length = Optional.of(seconds(text));
                    case LENGTH_MS -> length = Optional.of(millis(text));
                    case MOTION -> motion = Optional.of(text);
                    case TIME, START, END -> stretch.take(entry.getKey(), text);
                    case TITLE, CAPTION -> words.put(key.get(), value.asText().strip());
                    case SOURCE, NUMBERED -> {
                        // Told by the order of the scenes.
                    }
                    default -> unknown.add(entry.getKey());
                }
            }
            Optional<String> when = stretch.words();
            words.forEach((key, text) -> words(key, text, " " + when.orElse("on " + clip)));
            if (when.isPresent() && motion.isPresent()) {
                add(when.get() + " " + motion.get());
            } else {
                motion.ifPresent(move -> add(clip + " " + move));
                length.ifPresent(seconds -> add(clip + " " + seconds));
            }
        }

        /** A time that is told in one key or in two. */
        private static final class Stretch {
            private Optional<String> start = Optional.empty();
            private Optional<String> end = Optional.empty();

            void take(String name, String text) {
                if (Key.of(name).equals(Optional.of(Key.END))) {
                    end = Optional.of(text);
                } else {
                    start = Optional.of(text);
                }
            }

            Optional<String> words() {
                if (start.isPresent() && end.isPresent()) {
                    return Optional.of("from " + seconds(start.get()) + " to " + seconds(end.get()));
                }
                return start.filter(text -> TIMES.matcher(text).matches());
            }
        }

        /** In marks that close only with their own kind, whatever the words hold. */
        private static String title(Key key, String text) {
            String word = key == Key.CAPTION ? "caption" : "title";
            return "add the " + word + " 「" + text.replaceAll("[「」\\n\\r]", "'") + "」";
        }

        private static List<String> texts(JsonNode list) {
            List<String> texts = new ArrayList<>();
            list.forEach(one -> texts.add(bare(one.asText())));
            return texts;
        }

        /** Data, and nothing in it a quotation. */
        private static String bare(String text) {
            return text.replaceAll("[\"“”„«»「」『』《》‹›`\\n\\r]|(?<!\\p{L})'|'(?!\\p{L})", " ")
                    .strip();
        }

        private static String seconds(String text) {
            return NUMBER.matcher(text).matches() ? text + " seconds" : text;
        }

        private static String millis(String text) {
            return NUMBER.matcher(text).matches()
                    ? new BigDecimal(text).movePointLeft(3).stripTrailingZeros().toPlainString() + " seconds"
                    : text;
        }

        private static String percent(String text) {
            boolean part = NUMBER.matcher(text).matches() && new BigDecimal(text).compareTo(BigDecimal.ONE) <= 0;
            return part
                    ? new BigDecimal(text)
                                    .movePointRight(2)
                                    .stripTrailingZeros()
                                    .toPlainString() + "%"
                    : text;
        }

        private static String ratio(String text) {
            return text.replace('/', ':').replace('x', ':');
        }

        /** Films are MP4 at 1080p and 30 frames a second; another shape, size or rate is a wish. */
        private static String format(String text, String name) {
            String plain = text.toLowerCase(Locale.ROOT);
            Matcher size = SIZE.matcher(plain);
            if (size.matches()) {
                int width = Integer.parseInt(size.group(1));
                int height = Integer.parseInt(size.group(2));
                return Math.min(width, height) == 1080
                        ? width + "x" + height
                        : Math.max(width, height) > 1920 ? "4K" : "";
            }
            if (plain.matches("mp4|h\\.?264|video|30|30 ?fps|1080p?|full ?hd|hd|high|best")) {
                return "";
            }
            boolean rate = plain.matches("\\d+(?: ?fps)?")
                    && !name.toLowerCase(Locale.ROOT).contains("resolution");
            return rate ? plain.replaceAll("\\D", "") + " fps" : plain.replace('/', ':');
        }

        private static boolean isNone(String text) {
            return text.toLowerCase(Locale.ROOT).matches("false|none|no|off|null|0|无|不要|没有|") || text.isBlank();
        }

        private static boolean isTrue(String text) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on");
        }
    }
}
