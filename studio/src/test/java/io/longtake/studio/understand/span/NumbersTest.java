package io.longtake.studio.understand.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers generated at random and written by rule are read back unchanged. A failing case reports its seed. */
class NumbersTest {
    private static final int SEEDS = 3_000;
    private static final List<String> UNITS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String DIGITS_ZH = "零一二三四五六七八九";

    /** A unit of time in both languages, with surrounding words that do not change the value. */
    private record Unit(long ms, List<String> english, List<String> chinese) {}

    private static final List<Unit> TIMES = List.of(
            new Unit(3_600_000, List.of("hours", "hour", "hrs", "h"), List.of("小时", "个小时")),
            new Unit(60_000, List.of("minutes", "minute", "mins", "min"), List.of("分钟")),
            new Unit(1_000, List.of("seconds", "second", "secs", "s"), List.of("秒", "秒钟")));

    @Test
    void everyNumberBelowAThousandIsReadInWords() {
        for (int number = 1; number < 1000; number++) {
            for (String text : List.of(english(number).replace(" and ", " "), chinese(number))) {
                assertThat(Numbers.plain(text, 0))
                        .as("%d as “%s”", number, text)
                        .contains(new Numbers.Found(Token.Kind.NUMBER, Double.toString(number), text.length()));
            }
        }
    }

    @Test
    void aLengthInOneUnitIsReadInEveryNotation() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int number = 1 + random.nextInt(999);
            Unit unit = TIMES.get(random.nextInt(TIMES.size()));
            for (String text : List.of(
                    english(number) + " " + any(unit.english(), random),
                    number + any(List.of("", " "), random) + any(unit.english(), random),
                    chinese(number) + any(unit.chinese(), random),
                    number + any(unit.chinese(), random))) {
                isLength(seed, text, number * unit.ms());
            }
        }
    }

    @Test
    void aLengthInSeveralUnitsIsTheirSum() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> english = new ArrayList<>();
            StringBuilder chinese = new StringBuilder();
            long ms = 0;
            for (Unit unit : TIMES) {
                int number = 1 + random.nextInt(59);
                if (random.nextBoolean()) {
                    english.add(number + " " + unit.english().get(random.nextInt(2)));
                    chinese.append(chinese(number)).append(unit.chinese().get(0));
                    ms += number * unit.ms();
                }
            }
            if (ms > 0) {
                isLength(seed, String.join(any(List.of(" ", " and "), random), english), ms);
                isLength(seed, chinese.toString(), ms);
            }
        }
    }

    @Test
    void aHalfIsAddedInEveryNotation() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int number = 2 + random.nextInt(57);
            Unit unit = TIMES.get(random.nextInt(2));
            long ms = number * unit.ms() + unit.ms() / 2;

            isLength(seed, english(number) + " and a half " + unit.english().get(0), ms);
            isLength(seed, english(number) + " " + unit.english().get(0) + " and a half", ms);
            isLength(seed, number + ".5 " + unit.english().get(0), ms);
        }
    }

    @Test
    void aPercentageIsReadInEveryNotation() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int number = 1 + random.nextInt(400);
            for (String text : List.of(
                    number + any(List.of("%", " %", " percent"), random),
                    english(number) + " percent",
                    "百分之" + chinese(number))) {
                assertThat(Numbers.withUnit(text, 0))
                        .as("seed %d: “%s”", seed, text)
                        .contains(new Numbers.Found(Token.Kind.PERCENT, Double.toString(number), text.length()));
            }
        }
    }

    /** Whatever the text and wherever reading begins: the match lies inside the text, and its value can be read. */
    @Test
    void noTextIsReadBeyondItsEnd() {
        List<String> pieces = List.of(
                "1",
                "30",
                "007",
                "2.5",
                ".",
                ":",
                "/",
                "x",
                "#",
                "ff00aa",
                "%",
                " ",
                " and ",
                "a",
                "an",
                "half",
                "of a ",
                "quarter",
                "three",
                "hundred",
                "twenty",
                "minutes",
                "min",
                "m",
                "s",
                "ms",
                "h",
                "second",
                "last",
                "final",
                "st",
                "bpm",
                "times",
                "percent",
                "一",
                "两",
                "十",
                "百",
                "半",
                "零",
                "分",
                "分钟",
                "秒",
                "小时",
                "个",
                "刻钟",
                "第",
                "最后",
                "前",
                "倍",
                "成",
                "百分之",
                "张",
                "钟",
                "\n",
                "。",
                "🎬",
                "9999999999");
        for (int seed = 0; seed < 5 * SEEDS; seed++) {
            Random random = new Random(seed);
            StringBuilder drawn = new StringBuilder();
            for (int piece = 1 + random.nextInt(7); piece > 0; piece--) {
                drawn.append(any(pieces, random));
            }
            String text = drawn.toString();
            for (int at = 0; at < text.length(); at++) {
                for (Optional<Numbers.Found> reading : readings(seed, text, at)) {
                    if (reading.isPresent()) {
                        Numbers.Found found = reading.get();
                        assertThat(found.end())
                                .as("seed %d: “%s” at %d", seed, text, at)
                                .isBetween(at + 1, text.length());
                        assertThat(isReadable(found))
                                .as("seed %d: “%s” at %d: %s", seed, text, at, found)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static List<Optional<Numbers.Found>> readings(int seed, String text, int at) {
        try {
            return List.of(Numbers.withUnit(text, at), Numbers.plain(text, at));
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": “" + text + "” at " + at, e);
        }
    }

    private static boolean isReadable(Numbers.Found found) {
        return switch (found.kind()) {
            case LENGTH -> !Numbers.millis(found.value()).isNegative();
            case NUMBER, PERCENT, FACTOR -> Double.parseDouble(found.value()) >= 0;
            case ORDINAL -> Long.parseLong(found.value()) >= -1;
            case BPM -> Integer.parseInt(found.value()) >= 0;
            default -> !found.value().isEmpty();
        };
    }

    private static void isLength(int seed, String text, long ms) {
        assertThat(Numbers.withUnit(text, 0))
                .as("seed %d: “%s”", seed, text)
                .contains(new Numbers.Found(Token.Kind.LENGTH, Long.toString(ms), text.length()));
    }

    private static String any(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String english(int number) {
        if (number >= 100) {
            int rest = number % 100;
            return UNITS.get(number / 100) + " hundred" + (rest == 0 ? "" : " and " + english(rest));
        }
        if (number < 20) {
            return UNITS.get(number);
        }
        return TENS.get(number / 10) + (number % 10 == 0 ? "" : " " + UNITS.get(number % 10));
    }

    private static String chinese(int number) {
        if (number >= 100) {
            int rest = number % 100;
            String hundreds = digit(number / 100) + "百";
            return rest == 0
                    ? hundreds
                    : hundreds + (rest < 10 ? "零" + digit(rest) : digit(rest / 10) + "十" + unit(rest % 10));
        }
        if (number < 10) {
            return digit(number);
        }
        return (number < 20 ? "" : digit(number / 10)) + "十" + unit(number % 10);
    }

    private static String unit(int digit) {
        return digit == 0 ? "" : digit(digit);
    }

    private static String digit(int digit) {
        return DIGITS_ZH.substring(digit, digit + 1);
    }
}
