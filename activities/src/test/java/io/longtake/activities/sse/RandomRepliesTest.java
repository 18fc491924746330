package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random mixtures of all the ways in which a server may send a reply: the text appears once, in order, and without anything else.
 */
class RandomRepliesTest {
    private static final List<String> SENTENCES = List.of(
            "I added a title.",
            "The music is softer now, 35%.",
            "Grüße 🎬 an alle.",
            "已添加标题。",
            "Done - all 3 photos move.");
    private static final List<String> NOISE = List.of(
            ": still here\n\n",
            "data:\n\n",
            "event: heartbeat\ndata: {}\n\n",
            "data: {\"type\":\"heartbeat\"}\n\n",
            "id: 5\nretry: 100\n\n",
            "a line of garbage\n\n",
            "data: {\"content\":{\"role\":\"model\",\"parts\":[{\"thought\":true,\"text\":\"secret thought\"}]}}\n\n",
            "data: {\"type\":\"thought\",\"content\":\"secret thought\"}\n\n",
            "data: {\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"secret: my own words\"}]},\"author\":\"user\"}\n\n",
            "data: {\"actions\":{\"stateDelta\":{}},\"author\":\"nemo_agent\"}\n\n",
            "data: {\"type\":\"from a later day\",\"note\":\"secret\"}\n\n");
    private static final List<String> TOOLS = List.of(
            data("{\"type\":\"tool_call\",\"name\":\"secret_tool\",\"args\":{}}")
                    + data("{\"type\":\"tool_result\",\"name\":\"secret_tool\",\"result\":{\"a\":\"secret\"}}"),
            data("{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"secret_tool\",\"args\":{}}}]}}")
                    + data(
                            "{\"content\":{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"secret_tool\"}}]}}"));

    private static String data(String json) {
        return "data: " + json + "\n\n";
    }

    @Test
    void theTextAppearsOnceHoweverItWasSent() throws IOException {
        for (int seed = 0; seed < 5_000; seed++) {
            Telling telling = new Telling(new Random(seed));

            assertThat(reply(telling.stream()))
                    .as("seed %d:%n%s", seed, telling.stream())
                    .isEqualTo(telling.expected());
        }
    }

    private static String reply(String stream) throws IOException {
        EventStream events = new EventStream(
                new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), StreamBounds.DEFAULT);
        ReplyAssembler reply = new ReplyAssembler();
        for (Optional<AgentEvent> next = events.next(); next.isPresent(); next = events.next()) {
            reply.accept(next.get());
        }
        return reply.reply();
    }

    /** One reply of several stretches with tools between them; each stretch is sent in one of the possible ways. */
    private static final class Telling {
        private final Random random;
        private final StringBuilder stream = new StringBuilder();
        private final StringBuilder expected = new StringBuilder();

        Telling(Random random) {
            this.random = random;
            int stretches = random.nextInt(4);
            int first = random.nextInt(SENTENCES.size());
            for (int i = 0; i < stretches; i++) {
                if (i > 0) {
                    stream.append(TOOLS.get(random.nextInt(TOOLS.size())));
                }
                stretch(SENTENCES.get((first + i) % SENTENCES.size()));
            }
            noise();
        }

        private void stretch(String text) {
            expected.append(expected.isEmpty() ? "" : "\n\n").append(text);
            boolean typed = random.nextInt(3) == 0;
            boolean fragments = typed || random.nextBoolean();
            if (fragments) {
                fragments(text, typed);
            }
            int repeats = typed ? random.nextInt(2) : fragments ? random.nextInt(3) : 1 + random.nextInt(2);
            for (int i = 0; i < repeats; i++) {
                noise();
                stream.append("data: {\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"")
                        .append(text)
                        .append("\"}]},\"partial\":false}\n\n");
            }
        }

        private void fragments(String text, boolean typed) {
            for (int at = 0; at < text.length(); ) {
                noise();
                int end = Math.min(text.length(), at + 1 + random.nextInt(9));
                end = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
                String piece = text.substring(at, end);
                stream.append(
                        typed
                                ? "data: {\"type\":\"text\",\"content\":\"" + piece + "\"}\n\n"
                                : "data: {\"content\":{\"parts\":[{\"text\":\"" + piece
                                        + "\"}]},\"partial\":true}\n\n");
                at = end;
            }
        }

        private void noise() {
            for (int i = random.nextInt(3); i > 0; i--) {
                stream.append(NOISE.get(random.nextInt(NOISE.size())));
            }
        }

        String stream() {
            return stream.toString();
        }

        String expected() {
            return expected.toString();
        }
    }
}
