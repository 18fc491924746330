package io.longtake.studio.understand.span;

import io.longtake.studio.timeline.Arrangement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as people write them: digits, "two and a half", 一百二十; with the units an editor meets.
 *
 * <p>Own code, because the well-kept number reader of the field (ICU4J's spell-out rules) knows neither "two and a half
 * minutes" nor 一分半.
 */
public final class Numbers {
    /**
     * A reading.
     *
     * @param value a decimal number; milliseconds for a length
     * @param end behind its last character
     */
    public record Found(Token.Kind kind, String value, int end) {}

    /** Numbers in English and Chinese. */
    public static final NumberReader READER = new NumberReader() {
        @Override
        public Optional<Found> withUnit(String text, int at) {
            return Numbers.withUnit(text, at);
        }

        @Override
        public Optional<Found> plain(String text, int at) {
            return Numbers.plain(text, at);
        }
    };

    private static final Map<String, Integer> UNITS_EN = new HashMap<>();
    private static final Map<String, Integer> TENS_EN = new HashMap<>();
    private static final Map<String, Integer> ORDINALS_EN = new HashMap<>();
    private static final String DIGITS_ZH = "零一二三四五六七八九";

    static {
        String[] units =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                                + " sixteen seventeen eighteen nineteen")
                        .split(" ", -1);
        for (int i = 0; i < units.length; i++) {
            UNITS_EN.put(units[i], i);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
        for (int i = 0; i < tens.length; i++) {
            TENS_EN.put(tens[i], 20 + 10 * i);
        }
        String[] ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ", -1);
        for (int i = 0; i < ordinals.length; i++) {
            ORDINALS_EN.put(ordinals[i], i + 1);
        }
        ORDINALS_EN.put("last", -1);
        ORDINALS_EN.put("final", -1);
    }

    private static final String WORD_EN =
            "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
                    + "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)";
    private static final String NUMBER_EN = "(?:\\d+(?:\\.\\d+)?|(?:a )?" + WORD_EN + "(?:(?: and)? " + WORD_EN + ")*)";
    private static final String UNIT_EN =
            "(?<unit>minutes?|mins?|m|seconds?|secs?|s|hours?|hrs?|h|milliseconds?|ms)(?![a-z])";
    private static final String NUMBER_ZH = "(?:\\d+(?:\\.\\d+)?|[零〇一二两三四五六七八九十百半]+)";

    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,2}):)?(\\d{1,3}):(\\d{2})(?![\\d:])(?: ?(?:minutes?|mins?|min|分钟)(?![a-z]))?");
    private static final Pattern LENGTH_EN = Pattern.compile(
            "(?:(?<quarters>(?:(?:a|one|three) )?quarters? of an?) |(?<half>half of an?|half an?|half) |(?<num>"
                    + NUMBER_EN + ")(?<andhalf> and a half)? ?(?:(?:more|extra|additional) )?|(?<one>an?) )" + UNIT_EN
                    + "(?<tail> and a half)?");
    /** 分 before one of these is no minute: 三个分镜, 三分之一, 百分百, 三分屏, 三分法, 三张分别. */
    private static final String NOT_MINUTES = "(?![之镜屏辨段别割组类布享头集栏法为离支百])";

    private static final Pattern LENGTH_ZH = Pattern.compile("第?(?<num>" + NUMBER_ZH
            + ") ?(?<half1>个半)?(?:个(?=小时|刻钟|分钟))?(?<unit>分钟|分" + NOT_MINUTES
            + "|秒钟|秒(?![杀变懂])|小时(?!候)|刻钟|s(?![a-z])|min(?![a-z]))(?<half2>半)?钟?");
    /** 十分 is "very" unless minutes follow or nothing does. */
    private static final Pattern VERY = Pattern.compile("十分(?![钟半零一二三四五六七八九十\\d ,.;!?，。；！？\n])(?!$)");

    private static final Pattern PERCENT = Pattern.compile(
            "(?:(" + NUMBER_EN + ") ?(?:%|percent|per cent|pct)|百分之(" + NUMBER_ZH + ")|([一二三四五六七八九])成(?![为了品片都]))");
    private static final Pattern BPM = Pattern.compile("(\\d{2,3}) ?(?:bpm|beats per minute|拍每分钟)");
    private static final Pattern TIMES = Pattern.compile(
            "(?:x ?(\\d+(?:\\.\\d+)?)|(\\d+(?:\\.\\d+)?) ?(?:x|times)(?![a-z0-9])|(" + NUMBER_ZH + ")倍)");
    private static final Pattern ORDINAL_DIGITS = Pattern.compile("(\\d+)(?:st|nd|rd|th)(?![a-z])");
    private static final Pattern ORDINAL_WORD =
            Pattern.compile("(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
                    + "|final(?= (?:\\d|two|three|four|five|six|eight|ten)))(?![a-z])");
    private static final Pattern ORDINAL_ZH = Pattern.compile("第(" + NUMBER_ZH + ")(?:个|段|首)?");
    private static final Pattern LAST_ZH = Pattern.compile("最后(?:一|1)(?:个|段|(?=张|幅))");
    private static final Pattern FRONT_ZH = Pattern.compile("[前头](?=" + NUMBER_ZH + " ?(?:个|秒|分|张|幅|s))");
    private static final Pattern BACK_ZH = Pattern.compile("(?:最后|后)(?=" + NUMBER_ZH + " ?(?:个|秒|分|张|幅|s))");
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{6})(?![0-9a-z])");
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,2}) ?[:x/] ?(\\d{1,2})(?![\\d:]| ?(?:s|sec|min))");
    private static final Pattern PLAIN = Pattern.compile("\\d+(?:\\.\\d+)?(?![\\d])");
    private static final Pattern PLAIN_EN = Pattern.compile(WORD_EN + "(?: " + WORD_EN + ")*(?![a-z])");
    private static final Pattern PLAIN_ZH = Pattern.compile("[零〇一二两三四五六七八九十百]+");

    /** "1m30" */
    private static final Pattern JOINED_SECONDS = Pattern.compile("([0-5]\\d)(?![\\d.:a-z])");

    /** Ratios that people write with a slash; 24/7 and 10/12 are none. */
    private static final java.util.Set<String> SLASHED =
            java.util.Set.of("16:9", "9:16", "4:3", "3:4", "1:1", "4:5", "5:4", "2:3", "3:2", "21:9");

    private static final Pattern BARE_SECONDS = Pattern.compile(
            " ?(\\d{2}|(?:twenty|thirty|forty|fifty)(?: (?:one|two|three|four|five|six|seven|eight|nine))?"
                    + "|[二三四五]?十[一二三四五六七八九]?)(?= *(?:$|[,.;!?，。；！？]))");

    private Numbers() {}

    /** What a number with its unit says at {@code at} of normalised text; nothing where none begins. */
    public static Optional<Found> withUnit(String text, int at) {
        Matcher matcher = at(HEX, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.COLOR, matcher.group(1).toUpperCase(java.util.Locale.ROOT), matcher);
        }
        if (at > 0 && asciiWord(text.charAt(at - 1)) && asciiWord(text.charAt(at))) {
            return Optional.empty();
        }
        matcher = at(SHAPE, text, at);
        boolean shaped = matcher.lookingAt();
        String shape = shaped ? matcher.group(1) + ":" + matcher.group(2) : "";
        if (shaped && (!matcher.group().contains("/") || SLASHED.contains(shape))) {
            Optional<Arrangement.Ratio> ratio = java.util.Arrays.stream(Arrangement.Ratio.values())
                    .filter(it -> it.text().equals(shape))
                    .findFirst();
            if (ratio.isPresent()) {
                return found(Token.Kind.RATIO, ratio.get().name(), matcher);
            }
            boolean clock = matcher.group().contains(":") && matcher.group(2).length() == 2;
            if (!clock || shape.equals("21:9")) {
                return found(Token.Kind.OTHER_RATIO, shape, matcher);
            }
        }
        matcher = at(CLOCK, text, at);
        if (matcher.lookingAt()) {
            long hours = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
            long seconds = hours * 3600 + Long.parseLong(matcher.group(2)) * 60 + Long.parseLong(matcher.group(3));
            return found(Token.Kind.LENGTH, Long.toString(seconds * 1000), matcher);
        }
        matcher = at(PERCENT, text, at);
        if (matcher.lookingAt()) {
            double value = matcher.group(1) != null
                    ? english(matcher.group(1))
                    : matcher.group(2) != null ? chinese(matcher.group(2)) : chinese(matcher.group(3)) * 10;
            return found(Token.Kind.PERCENT, Double.toString(value), matcher);
        }
        matcher = at(BPM, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.BPM, matcher.group(1), matcher);
        }
        Optional<Found> length = length(text, at);
        if (length.isPresent()) {
            return length;
        }
        matcher = at(TIMES, text, at);
        if (matcher.lookingAt()) {
            String digits = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            double value = digits != null ? Double.parseDouble(digits) : chinese(matcher.group(3));
            return found(Token.Kind.FACTOR, Double.toString(value), matcher);
        }
        return ordinal(text, at);
    }

    /** A number without a unit. */
    public static Optional<Found> plain(String text, int at) {
        if (at > 0 && asciiWord(text.charAt(at - 1)) && asciiWord(text.charAt(at))) {
            return Optional.empty();
        }
        Matcher matcher = at(PLAIN, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.NUMBER, matcher.group(), matcher);
        }
        matcher = at(PLAIN_EN, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.NUMBER, Double.toString(english(matcher.group())), matcher);
        }
        matcher = at(PLAIN_ZH, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.NUMBER, Double.toString(chinese(matcher.group())), matcher);
        }
        return Optional.empty();
    }

    /** One or more parts: "1 minute and 30 seconds", 一分三十秒. */
    private static Optional<Found> length(String text, int at) {
        double seconds = 0;
        int end = at;
        double unitBefore = Double.MAX_VALUE;
        int next = at;
        while (next < text.length()) {
            Matcher english = at(LENGTH_EN, text, next);
            Matcher chinese = at(LENGTH_ZH, text, next);
            Matcher part;
            double value;
            double unit;
            if (english.lookingAt()) {
                part = english;
                unit = unit(part.group("unit"));
                boolean aSecond = part.group("one") != null && unit == 1 && part.group("tail") == null;
                if (aSecond) {
                    break;
                }
                value = part.group("quarters") != null
                        ? (part.group("quarters").startsWith("three") ? 0.75 : 0.25)
                        : part.group("half") != null ? 0.5 : part.group("one") != null ? 1 : english(part.group("num"));
                if (part.group("andhalf") != null || part.group("tail") != null) {
                    value += 0.5;
                }
            } else if (!at(VERY, text, next).lookingAt() && chinese.lookingAt()) {
                part = chinese;
                unit = unit(part.group("unit"));
                value = chinese(part.group("num"));
                if (part.group("half1") != null || part.group("half2") != null) {
                    value += 0.5;
                }
            } else {
                break;
            }
            if (unit >= unitBefore) {
                break;
            }
            unitBefore = unit;
            seconds += value * unit;
            end = part.end();
            next = end;
            for (String glue : new String[] {" and ", " ", "又", "零"}) {
                if (text.startsWith(glue, next)) {
                    next += glue.length();
                    break;
                }
            }
        }
        if (unitBefore == 60) {
            // "one minute thirty", 一分三十: what follows the minutes alone is seconds.
            Matcher bare = at(BARE_SECONDS, text, end);
            if (bare.lookingAt()) {
                String digits = bare.group(1);
                boolean han = Character.UnicodeScript.of(digits.charAt(0)) == Character.UnicodeScript.HAN;
                seconds += han ? chinese(digits) : english(digits);
                end = bare.end(1);
            }
            Matcher joined = at(JOINED_SECONDS, text, end);
            if (text.charAt(end - 1) == 'm' && joined.lookingAt()) {
                seconds += Double.parseDouble(joined.group(1));
                end = joined.end();
            }
        }
        return end == at
                ? Optional.empty()
                : Optional.of(new Found(Token.Kind.LENGTH, Long.toString(Math.round(seconds * 1000)), end));
    }

    private static Optional<Found> ordinal(String text, int at) {
        Matcher matcher = at(ORDINAL_DIGITS, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.ORDINAL, matcher.group(1), matcher);
        }
        matcher = at(ORDINAL_WORD, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.ORDINAL, Integer.toString(ORDINALS_EN.getOrDefault(matcher.group(1), 1)), matcher);
        }
        matcher = at(LAST_ZH, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.ORDINAL, "-1", matcher);
        }
        matcher = at(ORDINAL_ZH, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.ORDINAL, Integer.toString((int) chinese(matcher.group(1))), matcher);
        }
        matcher = at(FRONT_ZH, text, at);
        if (matcher.lookingAt()) {
            return found(Token.Kind.ORDINAL, "1", matcher);
        }
        matcher = at(BACK_ZH, text, at);
        return matcher.lookingAt() ? found(Token.Kind.ORDINAL, "-1", matcher) : Optional.empty();
    }

    private static double unit(String word) {
        if (word.startsWith("ms") || word.startsWith("milli")) {
            return 0.001;
        }
        return switch (word.charAt(0)) {
            case 'h', '小' -> 3600;
            case '刻' -> 900;
            case 'm', '分' -> 60;
            default -> 1;
        };
    }

    private static double english(String words) {
        double total = 0;
        for (String word : words.split(" ", -1)) {
            if (word.equals("hundred")) {
                total = Math.max(1, total) * 100;
            } else if (UNITS_EN.containsKey(word)) {
                total += UNITS_EN.getOrDefault(word, 0);
            } else if (TENS_EN.containsKey(word)) {
                total += TENS_EN.getOrDefault(word, 0);
            } else if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
                total += Double.parseDouble(word);
            }
        }
        return total;
    }

    private static double chinese(String digits) {
        if (Character.isDigit(digits.charAt(0)) && digits.charAt(0) < 128) {
            return Double.parseDouble(digits);
        }
        double total = 0;
        double current = 0;
        for (char c : digits.replace('两', '二').replace('〇', '零').toCharArray()) {
            int digit = DIGITS_ZH.indexOf(c);
            if (digit >= 0) {
                current = digit;
            } else if (c == '半') {
                total += 0.5;
            } else {
                total += Math.max(1, current) * (c == '百' ? 100 : 10);
                current = 0;
            }
        }
        return total + current;
    }

    /** The length a token stands for. */
    public static Duration millis(String value) {
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static Matcher at(Pattern pattern, String text, int at) {
        Matcher matcher = pattern.matcher(text);
        matcher.region(at, text.length());
        matcher.useTransparentBounds(true);
        return matcher;
    }

    private static Optional<Found> found(Token.Kind kind, String value, Matcher matcher) {
        return Optional.of(new Found(kind, value, matcher.end()));
    }

    private static boolean asciiWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
