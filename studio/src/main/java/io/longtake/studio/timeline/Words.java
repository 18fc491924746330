package io.longtake.studio.timeline;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of the editor's terms in replies, in English and Chinese. */
public final class Words {
    private Words() {}

    public static String mood(Film.Mood mood, boolean chinese) {
        return switch (mood) {
            case LOFI -> "Lo-fi";
            case CALM -> chinese ? "轻柔" : "Calm";
            case HAPPY -> chinese ? "欢快" : "Happy";
            case EPIC -> chinese ? "史诗" : "Epic";
            case SAD -> chinese ? "伤感" : "Sad";
            case UPBEAT -> chinese ? "动感" : "Upbeat";
            case AMBIENT -> chinese ? "氛围" : "Ambient";
            case ROMANTIC -> chinese ? "浪漫" : "Romantic";
        };
    }

    /** To be placed behind a mood: ", piano"; empty for the instruments of the mood. */
    private static String instrument(Film.Instrument instrument, boolean chinese) {
        return switch (instrument) {
            case OF_MOOD -> "";
            case PIANO -> chinese ? "，钢琴" : ", piano";
            case GUITAR -> chinese ? "，吉他" : ", guitar";
            case STRINGS -> chinese ? "，弦乐" : ", strings";
        };
    }

    public static String moods(boolean chinese) {
        return java.util.Arrays.stream(Film.Mood.values())
                .map(mood -> mood(mood, chinese))
                .collect(Collectors.joining(chinese ? "、" : ", "));
    }

    /** Translates the units of a limit: "60 min" to 60 分钟. */
    public static String unitsInChinese(String value) {
        return value.replaceAll(" min(?![a-z])", " 分钟")
                .replaceAll(" s(?![a-z])", " 秒")
                .replaceAll(" h(?![a-z])", " 小时");
    }

    /** 2:00 for whole seconds from a minute on, else in the form "12.5 s". */
    public static String length(Duration length, boolean chinese) {
        long millis = length.toMillis();
        if (millis >= 60_000 && millis % 1000 == 0) {
            return length.toHours() > 0
                    ? String.format(
                            Locale.ROOT,
                            "%d:%02d:%02d",
                            length.toHours(),
                            length.toMinutesPart(),
                            length.toSecondsPart())
                    : String.format(Locale.ROOT, "%d:%02d", length.toMinutes(), length.toSecondsPart());
        }
        return seconds(length) + (chinese ? " 秒" : " s");
    }

    public static String seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    public static String move(Move move, boolean chinese) {
        return switch (move) {
            case ZOOM_IN -> chinese ? "推近" : "zoom in";
            case ZOOM_OUT -> chinese ? "拉远" : "zoom out";
            case PAN_LEFT -> chinese ? "左移" : "pan left";
            case PAN_RIGHT -> chinese ? "右移" : "pan right";
            case PAN_UP -> chinese ? "上移" : "pan up";
            case PAN_DOWN -> chinese ? "下移" : "pan down";
            case STILL -> chinese ? "静止" : "still";
        };
    }

    /** To be placed before a move. */
    public static String speed(Arrangement.Speed speed, boolean chinese) {
        return switch (speed) {
            case SLOW -> chinese ? "缓慢" : "slow ";
            case NORMAL -> "";
            case FAST -> chinese ? "快速" : "fast ";
        };
    }

    public static String motion(Arrangement.MotionWish wish, boolean chinese) {
        String speed = speed(wish.speed(), chinese);
        if (wish.oneTravel().isPresent()) {
            return travel(wish.oneTravel().get(), speed, chinese);
        }
        String moves = wish.moves().isEmpty()
                ? (chinese ? "平滑运镜" : "smooth motion")
                : wish.moves().equals(List.of(Move.STILL))
                        ? (chinese ? "静止画面" : "no motion")
                        : wish.moves().stream()
                                        .map(move -> move(move, chinese))
                                        .collect(Collectors.joining(chinese ? "、" : ", "))
                                + (wish.moves().size() > 1 ? (chinese ? "（交替）" : " in turn") : "");
        return speed + moves + without(wish, chinese);
    }

    private static String travel(Travel travel, String speed, boolean chinese) {
        return chinese
                ? speed + "从" + part(travel.from(), true) + "移到" + part(travel.to(), true)
                : speed + "move from " + part(travel.from(), false) + " to " + part(travel.to(), false);
    }

    public static String part(Travel.Part part, boolean chinese) {
        return switch (part) {
            case WHOLE -> chinese ? "整张图片" : "the whole image";
            case FACE -> chinese ? "脸部" : "the face";
            case SUBJECT -> chinese ? "主体" : "the subject";
            case CENTRE -> chinese ? "中间" : "the centre";
            case LEFT -> chinese ? "左侧" : "the left";
            case RIGHT -> chinese ? "右侧" : "the right";
            case TOP -> chinese ? "上方" : "the top";
            case BOTTOM -> chinese ? "下方" : "the bottom";
            case TOP_LEFT -> chinese ? "左上角" : "the top left";
            case TOP_RIGHT -> chinese ? "右上角" : "the top right";
            case BOTTOM_LEFT -> chinese ? "左下角" : "the bottom left";
            case BOTTOM_RIGHT -> chinese ? "右下角" : "the bottom right";
        };
    }

    /** The excluded moves, to be placed after the allowed ones. */
    public static String without(Arrangement.MotionWish wish, boolean chinese) {
        return wish.without().isEmpty()
                ? ""
                : (chinese ? "，不用" : ", without ")
                        + wish.without().stream()
                                .map(move -> move(move, chinese))
                                .collect(Collectors.joining(chinese ? "、" : " or "));
    }

    public static String music(Arrangement.MusicWish music, boolean chinese) {
        if (music.source() instanceof Source.None) {
            return chinese ? "无音乐" : "no music";
        }
        String name = "";
        if (music.source() instanceof Source.Made made) {
            name = mood(made.mood(), chinese)
                    + instrument(made.instrument(), chinese)
                    + (made.bpm() > 0 ? (chinese ? "，" : ", ") + made.bpm() + " BPM" : "");
        } else if (music.source() instanceof Source.Own own) {
            name = own.name();
        }
        String volume = Math.round(music.volume() * 100) + "%";
        return chinese ? "音乐：" + name + "，" + volume : "music: " + name + ", " + volume;
    }

    public static String title(TitleCard card, boolean chinese) {
        return "“" + card.text() + "”" + (chinese ? "，" : ", ") + place(card.place(), chinese) + (chinese ? "，" : ", ")
                + when(card.when(), chinese);
    }

    public static String caption(Caption caption, boolean chinese) {
        return (chinese ? "字幕“" : "caption “") + caption.text() + "”";
    }

    private static String when(When when, boolean chinese) {
        if (when instanceof When.From from) {
            return seconds(from.start()) + "–" + seconds(from.start().plus(from.length())) + (chinese ? " 秒" : " s");
        }
        if (when instanceof When.Last last) {
            return chinese ? "最后 " + seconds(last.length()) + " 秒" : "the last " + seconds(last.length()) + " s";
        }
        return chinese ? "全程" : "throughout";
    }

    static String place(Film.Title.Place place, boolean chinese) {
        return switch (place) {
            case TOP -> chinese ? "顶部" : "top";
            case CENTER -> chinese ? "居中" : "centre";
            case BOTTOM -> chinese ? "底部" : "bottom";
            case TOP_LEFT -> chinese ? "左上" : "top left";
            case TOP_RIGHT -> chinese ? "右上" : "top right";
            case BOTTOM_LEFT -> chinese ? "左下" : "bottom left";
            case BOTTOM_RIGHT -> chinese ? "右下" : "bottom right";
        };
    }

    public static String transition(Arrangement.TransitionWish wish, boolean chinese) {
        String name =
                switch (wish.kind()) {
                    case CUT -> chinese ? "硬切" : "hard cuts";
                    case CROSSFADE -> chinese ? "叠化" : "cross-fade";
                    case DIP_TO_BLACK -> chinese ? "经黑场" : "dip to black";
                    case SLIDE -> chinese ? "滑动" : "slide";
                    case WIPE -> chinese ? "擦除" : "wipe";
                };
        String length =
                wish.kind() == Film.Transition.Kind.CUT ? "" : (chinese ? "，" : ", ") + length(wish.length(), chinese);
        return (chinese ? "转场：" : "transitions: ") + name + length;
    }

    public static String look(Film.Look look, boolean chinese) {
        return switch (look) {
            case NONE -> chinese ? "无滤镜" : "no look";
            case WARM -> chinese ? "暖色" : "warm";
            case COOL -> chinese ? "冷色" : "cool";
            case BLACK_AND_WHITE -> chinese ? "黑白" : "black and white";
            case SEPIA -> chinese ? "复古棕" : "sepia";
            case VIGNETTE -> chinese ? "暗角" : "vignette";
        };
    }
}
