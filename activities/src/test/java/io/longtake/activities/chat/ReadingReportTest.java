package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.workflows.chat.MessageReading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    void aChoiceWhoseRequestWouldHaveToBeCutIsLeftOut() throws IOException {
        var reading =
                read("{\"status\":\"needs_answer\",\"asked\":{\"question\":\"Which?\",\"confirms\":true,\"choices\":["
                                + "{\"label\":\"long\",\"request\":\"" + "x".repeat(301) + "\"}]}}")
                        .orElseThrow();

        assertThat(reading.question()).contains(new MessageReading.Question("Which?", List.of(), false));
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
