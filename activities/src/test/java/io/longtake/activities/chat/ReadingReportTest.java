package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.workflows.chat.MessageReading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingReportTest {
    private static Optional<MessageReading> read(String result) throws IOException {
        JsonNode node = new ObjectMapper().readTree(result);
        return ReadingReport.in(node, UnaryOperator.identity());
    }

    @Test
    void aResultOfAnotherToolSaysNothing() throws IOException {
        assertThat(read("{}")).isEmpty();
        assertThat(read("{\"status\":\"ok\",\"asked\":{\"question\":\"x\"}}")).isEmpty();
        assertThat(read("[1]")).isEmpty();
    }

    @Test
    void partsThatWereNotCarriedOutAreKeptUpToTheLimits() throws IOException {
        var long300 = "x".repeat(301);
        var reading = read("{\"understood\":false,\"refused\":[\"a\",\"\",7,\"" + long300
                        + "\",\"c\",\"d\",\"e\",\"f\"]}")
                .orElseThrow();

        assertThat(reading.understood()).isFalse();
        assertThat(reading.question()).isEmpty();
        assertThat(reading.refused()).hasSize(5).startsWith("a").contains("x".repeat(299) + "…");
    }

    @Test
    void aChoiceWhoseRequestWouldHaveToBeCutIsAnsweredByItsLabel() throws IOException {
        var longest = "x".repeat(300);
        var reading =
                read("{\"status\":\"needs_answer\",\"asked\":{\"question\":\"Anyway?\",\"confirms\":true,\"choices\":["
                                + "{\"label\":\"yes\",\"request\":\"" + longest + "x\"},"
                                + "{\"label\":\"no\",\"request\":\"" + longest + "\"}]}}")
                        .orElseThrow();

        assertThat(reading.question())
                .contains(new MessageReading.Question(
                        "Anyway?",
                        List.of(new MessageReading.Choice("yes", "yes"), new MessageReading.Choice("no", longest)),
                        true));
    }

    @Test
    void onlyAsManyChoicesAsTheLimitAllowsAreKept() throws IOException {
        var choices = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> "{\"label\":\"" + number + "\",\"request\":\"photo " + number + "\"}")
                .collect(Collectors.joining(","));
        var reading = read("{\"status\":\"needs_answer\",\"asked\":{\"question\":\"Which?\",\"choices\":[" + choices
                        + "]}}")
                .orElseThrow();

        assertThat(reading.question().orElseThrow().choices())
                .extracting(MessageReading.Choice::label)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void credentialsAreRemovedFromAllTexts() throws IOException {
        JsonNode node = new ObjectMapper()
                .readTree("{\"status\":\"needs_answer\",\"refused\":[\"key\"],\"asked\":{\"question\":\"key?\","
                        + "\"choices\":[{\"label\":\"key\",\"request\":\"key\"}]}}");

        var reading =
                ReadingReport.in(node, text -> text.replace("key", "[token]")).orElseThrow();

        assertThat(reading.toString()).doesNotContain("key").contains("[token]");
    }
}
