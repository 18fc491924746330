package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams recorded from a server of Google's Agent Development Kit ({@code activities/src/test/adk}), split at every byte. */
class RecordedStreamsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|I added a title, “Grüße 🎬”, and music.",
                "tools|Let me look at the timeline. Done: the music is softer now.",
                "thoughts|The title is blue now.",
                "silent|''",
                "code|''"
            })
    void theReplyIsTheSameStreamedOrCompleteAndNeverRepeated(String name, String reply) throws IOException {
        for (String mode : List.of("streaming", "whole")) {
            assertThat(reply(read(new ByteArrayInputStream(stream(name, mode)))).replaceAll("\\s+", " "))
                    .as(mode)
                    .isEqualTo(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "thoughts", "silent", "twice", "code", "crash"})
    void splittingAtAnyByteChangesNothing(String name) throws IOException {
        for (byte[] bytes : variants(stream(name, "streaming"))) {
            List<AgentEvent> whole = read(new ByteArrayInputStream(bytes));
            for (int at = 1; at < bytes.length; at++) {
                List<AgentEvent> cut = read(new SequenceInputStream(
                        new ByteArrayInputStream(bytes, 0, at),
                        new ByteArrayInputStream(bytes, at, bytes.length - at)));
                if (!cut.equals(whole)) {
                    assertThat(cut).as("cut at byte %d", at).isEqualTo(whole);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "thoughts"})
    void lineEndingsAndAByteOrderMarkChangeNothing(String name) throws IOException {
        byte[] recorded = stream(name, "streaming");
        List<AgentEvent> plain = read(new ByteArrayInputStream(recorded));
        for (byte[] variant : variants(recorded)) {
            assertThat(read(new ByteArrayInputStream(variant))).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "thoughts"})
    void aTruncatedStreamGivesNothingThatTheCompleteOneDoesNot(String name) throws IOException {
        byte[] bytes = stream(name, "streaming");
        String whole = reply(read(new ByteArrayInputStream(bytes)));
        for (int length = 0; length < bytes.length; length++) {
            String said = reply(read(new ByteArrayInputStream(bytes, 0, length)));
            if (!whole.startsWith(said)) {
                assertThat(said).as("the first %d bytes", length).isEqualTo(whole);
            }
        }
    }

    /** As recorded, with CRLF, with CR, and with a byte order mark. */
    private static List<byte[]> variants(byte[] recorded) {
        String text = new String(recorded, StandardCharsets.UTF_8);
        return List.of(
                recorded,
                text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] stream(String name, String mode) throws IOException {
        String file = "kit/" + name + "-" + mode + ".sse";
        try (InputStream in = Objects.requireNonNull(RecordedStreamsTest.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }

    private static List<AgentEvent> read(InputStream bytes) throws IOException {
        EventStream events = new EventStream(bytes, StreamBounds.DEFAULT);
        List<AgentEvent> all = new ArrayList<>();
        for (Optional<AgentEvent> next = events.next(); next.isPresent(); next = events.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static String reply(List<AgentEvent> events) {
        ReplyAssembler assembler = new ReplyAssembler();
        events.forEach(assembler::accept);
        return assembler.reply();
    }
}
