package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the parser with a simple implementation that sees the whole stream at once, on random streams. A failure names its seed.
 */
class StreamGrammarTest {
    private static final int SEEDS = 1_000;
    private static final int MIN_BOUND = 1024;
    private static final List<String> LINES = List.of(
            "data: {\"type\":\"text\"}",
            "data:without a space",
            "data:  two spaces",
            "data",
            "data:",
            "data: Grüße 🎬 山",
            "event: heartbeat",
            "event:",
            "event",
            "id: 7",
            "retry: 100",
            "Data: another case",
            ": ping",
            ":",
            "garbage",
            "\uFEFFdata: a mark that is none",
            " data: begins with a space");
    private static final byte[][] ENDS = {{'\n'}, {'\r'}, {'\r', '\n'}};

    @Test
    void everyStreamIsParsedLikeTheSimpleParserHoweverItIsSplit() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] stream = stream(random);
            int bound = MIN_BOUND + random.nextInt(3) * 700;
            List<StreamItem> expected = new PlainGrammar(bound).read(stream);

            assertThat(read(stream, bound, new int[0]))
                    .as("seed %d, in one piece", seed)
                    .isEqualTo(expected);
            assertThat(read(
                            stream,
                            bound,
                            random.ints(8, 0, stream.length + 1).sorted().toArray()))
                    .as("seed %d, in pieces", seed)
                    .isEqualTo(expected);
            assertThat(read(stream, bound, everywhere(stream.length)))
                    .as("seed %d, byte by byte", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noItemIsLargerThanTheLimit() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (StreamItem item : read(stream(new Random(seed)), MIN_BOUND, new int[0])) {
                assertThat(bytes(item)).as("seed %d: %s", seed, item).isLessThanOrEqualTo(MIN_BOUND);
                if (item instanceof StreamItem.Oversized big) {
                    assertThat(big.bytes()).as("seed %d", seed).isGreaterThan(MIN_BOUND);
                }
            }
        }
    }

    /** Ensures that the random streams contain what the two tests above check. */
    @Test
    void theRandomStreamsHaveItemsOfEveryKind() {
        List<StreamItem> all = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            all.addAll(read(stream(new Random(seed)), MIN_BOUND, new int[0]));
        }
        assertThat(all).hasAtLeastOneElementOfType(StreamItem.Event.class);
        assertThat(all).hasAtLeastOneElementOfType(StreamItem.Comment.class);
        assertThat(all).hasAtLeastOneElementOfType(StreamItem.Oversized.class);
        assertThat(all).hasAtLeastOneElementOfType(StreamItem.Unfinished.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void anEventOneByteAboveTheLimitIsOversized(int beyond) {
        String event = "data:" + "x".repeat(MIN_BOUND - 5 + beyond) + "\n\n";

        StreamItem item = only(event);

        if (beyond > 0) {
            assertThat(item).isEqualTo(new StreamItem.Oversized(MIN_BOUND + 1));
        } else {
            assertThat(item).isInstanceOf(StreamItem.Event.class);
        }
    }

    @Test
    void anOversizedEventAtTheEndOfTheStreamIsReported() {
        assertThat(only("data: " + "x".repeat(MIN_BOUND))).isEqualTo(new StreamItem.Oversized(MIN_BOUND + 6));
    }

    @Test
    void aCommentInsideAnEventCountsTowardsItsSize() {
        assertThat(items("data: a\n" + (":" + "c".repeat(99) + "\n").repeat(11) + "\n"))
                .endsWith(new StreamItem.Oversized(7 + 11 * 100));
        assertThat(items("event: a\n" + (":" + "c".repeat(99) + "\n").repeat(11) + "\n"))
                .endsWith(new StreamItem.Oversized(8 + 11 * 100));
    }

    @Test
    void onlyACompleteByteOrderMarkAtTheStartIsSkipped() {
        byte[] half = {(byte) 0xEF, (byte) 0xBB, '\n', 'd', 'a', 't', 'a', ':', 'a', '\n', '\n'};

        assertThat(read(half, MIN_BOUND, new int[0]))
                .as("the incomplete mark is a separate line and is ignored")
                .containsExactly(new StreamItem.Event("", "a"));
        byte[] halfBeforeAField = {(byte) 0xEF, (byte) 0xBB, 'd', 'a', 't', 'a', ':', 'a', '\n', '\n'};
        assertThat(read(halfBeforeAField, MIN_BOUND, new int[0]))
                .as("the incomplete mark is part of a field's name")
                .isEmpty();
        assertThat(items("\uFEFFdata: a\n\n")).containsExactly(new StreamItem.Event("", "a"));
        assertThat(items("\uFEFF\uFEFFdata: a\n\n"))
                .as("the second mark is part of a field's name")
                .isEmpty();
        assertThat(items("\uFEFF")).isEmpty();
    }

    @Test
    void aLimitBelowOneKilobyteIsRejected() {
        assertThatThrownBy(() -> new StreamBounds(MIN_BOUND - 1)).hasMessageContaining("at least 1024 bytes, not 1023");
    }

    private static StreamItem only(String stream) {
        List<StreamItem> items = items(stream);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static List<StreamItem> items(String stream) {
        return read(stream.getBytes(StandardCharsets.UTF_8), MIN_BOUND, new int[0]);
    }

    private static int bytes(StreamItem item) {
        if (item instanceof StreamItem.Event event) {
            return (event.name() + event.data()).getBytes(StandardCharsets.UTF_8).length;
        }
        return item instanceof StreamItem.Unfinished cut
                ? (cut.name() + cut.data()).getBytes(StandardCharsets.UTF_8).length
                : 0;
    }

    /** @param cuts the positions at which the pieces end; pieces may be empty */
    private static List<StreamItem> read(byte[] stream, int bound, int[] cuts) {
        List<StreamItem> items = new ArrayList<>();
        StreamGrammar grammar = new StreamGrammar(new StreamBounds(bound), items::add);
        int from = 0;
        for (int cut : cuts) {
            grammar.feed(stream, from, cut - from);
            from = cut;
        }
        grammar.feed(stream, from, stream.length - from);
        grammar.end();
        return items;
    }

    private static int[] everywhere(int length) {
        int[] cuts = new int[length];
        for (int i = 0; i < length; i++) {
            cuts[i] = i;
        }
        return cuts;
    }

    /** Some lines with line ends of every kind, occasionally a long line or random bytes, truncated at some position. */
    private static byte[] stream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        if (random.nextInt(3) == 0) {
            stream.writeBytes("\uFEFF".getBytes(StandardCharsets.UTF_8));
        }
        for (int line = random.nextInt(40); line > 0; line--) {
            stream.writeBytes(line(random));
            byte[] end = ENDS[random.nextInt(ENDS.length)];
            stream.writeBytes(end);
            if (random.nextInt(3) == 0) {
                stream.writeBytes(end);
            }
        }
        byte[] whole = stream.toByteArray();
        return random.nextBoolean() ? whole : java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
    }

    private static byte[] line(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> ("data: " + "y".repeat(random.nextInt(2_500))).getBytes(StandardCharsets.UTF_8);
            case 1 -> (": " + "c".repeat(random.nextInt(1_500))).getBytes(StandardCharsets.UTF_8);
            case 2 -> {
                byte[] any = new byte[random.nextInt(12)];
                random.nextBytes(any);
                yield any;
            }
            default -> LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Parses line by line, with the whole stream in memory. */
    private static final class PlainGrammar {
        private final int bound;
        private final List<StreamItem> items = new ArrayList<>();
        private final List<String> data = new ArrayList<>();
        private String name = "";
        private long bytes;

        PlainGrammar(int bound) {
            this.bound = bound;
        }

        List<StreamItem> read(byte[] stream) {
            boolean marked = stream.length > 2
                    && stream[0] == (byte) 0xEF
                    && stream[1] == (byte) 0xBB
                    && stream[2] == (byte) 0xBF;
            int from = marked ? 3 : 0;
            for (int at = from; at < stream.length; at++) {
                if (stream[at] == '\n' || stream[at] == '\r') {
                    line(stream, from, at);
                    at += stream[at] == '\r' && at + 1 < stream.length && stream[at + 1] == '\n' ? 1 : 0;
                    from = at + 1;
                }
            }
            if (from < stream.length) {
                line(stream, from, stream.length);
            }
            end();
            return items;
        }

        private void line(byte[] stream, int from, int to) {
            if (from == to) {
                event();
                return;
            }
            bytes += to - from;
            if (bytes <= bound) {
                field(new String(stream, from, to - from, StandardCharsets.UTF_8));
            }
        }

        private void field(String line) {
            String[] parts = line.split(":", 2);
            String value = parts.length < 2 ? "" : parts[1].startsWith(" ") ? parts[1].substring(1) : parts[1];
            if (line.startsWith(":")) {
                items.add(new StreamItem.Comment());
                bytes = data.isEmpty() && name.isEmpty() ? 0 : bytes;
            } else if (parts[0].equals("data")) {
                data.add(value);
            } else if (parts[0].equals("event")) {
                name = value;
            }
        }

        private void event() {
            if (bytes > bound) {
                items.add(new StreamItem.Oversized(bytes));
            } else if (!data.isEmpty() || !name.isEmpty()) {
                items.add(new StreamItem.Event(name, String.join("\n", data)));
            }
            begin();
        }

        private void end() {
            if (bytes > bound) {
                items.add(new StreamItem.Oversized(bytes));
            } else if (!data.isEmpty()) {
                items.add(new StreamItem.Unfinished(name, String.join("\n", data)));
            }
            begin();
        }

        private void begin() {
            data.clear();
            name = "";
            bytes = 0;
        }
    }
}
