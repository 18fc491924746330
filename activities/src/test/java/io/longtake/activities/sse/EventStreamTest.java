package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static final String MIXTURE = "\uFEFF: ready\r\n\r\n"
            + "data: {\"type\":\"text\",\"content\":\"Hallo, Grüße \uD83C\uDFAC\"}\n\n"
            + "event: heartbeat\ndata:\n\n"
            + "data: {\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Fine\"}]},\ndata:  \"partial\":true}\r\n\r\n"
            + "id: 7\rdata: {\"content\":{\"parts\":[{\"thought\":true,\"text\":\"hm\"},{\"functionCall\":{\"name\":\"cut\",\"args\":{\"a\":1}}}]}}\r\r"
            + "garbage without a colon\n\n"
            + "data: not json\n\n"
            + "data: {\"error\":\"boom\",\"error_details\":{}}\n\n"
            + "data: {\"type\":\"tool_result\",\"name\":\"cut\",\"result\":{}}\n\n"
            + "data: {\"type\":\"from a later day\"}\n\n"
            + "data: {\"content\":{\"par";

    @Test
    void bothDialectsAndTheirMixtureAreRead() throws IOException {
        assertThat(kinds(events(MIXTURE, MIXTURE.length())))
                .containsExactly(
                        "KeepAlive",
                        "Text",
                        "KeepAlive",
                        "Text",
                        "Thought",
                        "ToolCall",
                        "Unreadable",
                        "StreamError",
                        "ToolResult",
                        "Other",
                        "Cut");
    }

    @Test
    void theSameBytesGiveTheSameEventsHoweverTheyAreSplit() throws IOException {
        byte[] bytes = MIXTURE.getBytes(StandardCharsets.UTF_8);
        List<AgentEvent> whole = read(new Pieces(bytes, new int[] {bytes.length}));
        for (int at = 1; at < bytes.length; at++) {
            assertThat(read(new Pieces(bytes, new int[] {at, bytes.length}))).isEqualTo(whole);
        }
        assertThat(read(new Pieces(bytes, ones(bytes.length)))).isEqualTo(whole);
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            assertThat(read(new Pieces(bytes, cuts(bytes.length, random)))).isEqualTo(whole);
        }
    }

    @Test
    void anEventOfFiveMegabytesIsRead() throws IOException {
        String text = "x".repeat(5 << 20);

        List<AgentEvent> events = events("data: {\"type\":\"text\",\"content\":\"" + text + "\"}\n\n", 8192);

        assertThat(events).containsExactly(new AgentEvent.Text(text, Kind.FRAGMENT));
    }

    @Test
    void anOversizedEventIsSkippedAndTheStreamContinues() throws IOException {
        String big = "data: " + "y".repeat(5000) + "\n\n";
        String stream = big + "data: {\"type\":\"heartbeat\"}\n\n: " + "c".repeat(5000) + "\n\n"
                + "data: {\"type\":\"text\",\"content\":\"ok\"}\n\n";
        EventStream events = new EventStream(
                new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), new StreamBounds(1024));

        assertThat(kinds(all(events))).containsExactly("Unreadable", "KeepAlive", "Unreadable", "Text");
    }

    @Test
    void minutesOfCommentsAreNotALargeEvent() throws IOException {
        String stream = ": ping\n".repeat(1000) + "data: {\"type\":\"text\",\"content\":\"ok\"}\n\n";
        EventStream events = new EventStream(
                new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), new StreamBounds(1024));

        assertThat(all(events))
                .endsWith(new AgentEvent.Text("ok", Kind.FRAGMENT))
                .hasSize(1001);
    }

    @Test
    void aCompleteDocumentWithoutItsEmptyLineIsRead() throws IOException {
        assertThat(events("data: {\"type\":\"text\",\"content\":\"end\"}", 3))
                .containsExactly(new AgentEvent.Text("end", Kind.FRAGMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": ping\n\n",
                "data:\n\n",
                "data: \n\n",
                "event: heartbeat\n\n",
                "event: heartbeat\ndata: {\"at\":1}\n\n",
                "data: {\"type\":\"heartbeat\"}\n\n",
                "data: {}\n\n"
            })
    void keepAlivesOfAnyKindDoNotEndASilence(String stream) throws IOException {
        assertThat(events(stream, 4)).isNotEmpty().noneMatch(AgentEvent::breaksSilence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"boom\"}",
                "{\"errorCode\":\"E1\",\"errorMessage\":\"boom\"}",
                "{\"type\":\"error\",\"content\":\"boom\"}",
                "{\"type\":\"error\",\"error\":{\"code\":\"E1\",\"message\":\"boom\"}}"
            })
    void errorsInTheStreamAreReported(String json) throws IOException {
        assertThat(events("data: " + json + "\n\n", 9))
                .singleElement()
                .isInstanceOfSatisfying(AgentEvent.StreamError.class, trouble -> assertThat(trouble.message())
                        .isEqualTo("boom"));
    }

    static List<AgentEvent> events(String text, int piece) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] cuts = new int[bytes.length / piece + 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = Math.min(bytes.length, (i + 1) * piece);
        }
        return read(new Pieces(bytes, cuts));
    }

    private static List<AgentEvent> read(InputStream bytes) throws IOException {
        return all(new EventStream(bytes, StreamBounds.DEFAULT));
    }

    private static List<AgentEvent> all(EventStream events) throws IOException {
        List<AgentEvent> all = new ArrayList<>();
        for (Optional<AgentEvent> next = events.next(); next.isPresent(); next = events.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<String> kinds(List<AgentEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    private static int[] ones(int length) {
        int[] cuts = new int[length];
        for (int i = 0; i < length; i++) {
            cuts[i] = i + 1;
        }
        return cuts;
    }

    private static int[] cuts(int length, Random random) {
        return random.ints(20, 1, length).sorted().toArray();
    }

    /** Delivers its bytes in pieces that end at the given positions, then the rest. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int[] ends;
        private int at;
        private int piece;

        Pieces(byte[] bytes, int[] ends) {
            this.bytes = bytes;
            this.ends = ends;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            while (piece < ends.length && ends[piece] <= at) {
                piece++;
            }
            int end = piece < ends.length ? ends[piece] : bytes.length;
            int count = Math.min(length, end - at);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
