package io.longtake.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Transcript transcript = new Transcript("take");

    @Test
    void eachRequestOfALineIsAnExchange() {
        transcript.line("calm it down, and what is left?");
        transcript.asked("edit");
        transcript.result(Map.of("number", 3, "status", "done", "report", "Calmer."), "Calmer.");
        transcript.ended(0);
        transcript.asked("credits");
        transcript.result(Map.of("available", 70), "70 available");
        transcript.ended(0);

        assertThat(read().findValuesAsText("said")).containsOnly("calm it down, and what is left?");
        assertThat(exchange(0).at("/turn/number").asInt()).isEqualTo(3);
        assertThat(exchange(0).path("result").isNull()).isTrue();
        assertThat(exchange(0).path("reply").asText()).isEqualTo("Calmer.");
        assertThat(exchange(1).path("turn").isNull()).isTrue();
        assertThat(exchange(1).at("/result/available").asInt()).isEqualTo(70);
        assertThat(exchange(1).path("status").asText()).isEqualTo("done");
    }

    @Test
    void aFailureIsReportedInErrorAndReply() {
        transcript.line("upload");
        transcript.asked("upload");
        transcript.failed(CommandFailure.usage("Specify a path or URL."));
        transcript.ended(ExitCode.USAGE.number());
        transcript.line("make it 3 seconds");
        transcript.asked("edit");
        transcript.result(Map.of("status", "unknown", "error", Map.of("type", "X", "message", "No reply.")), "");
        transcript.ended(ExitCode.UNKNOWN.number());

        assertThat(exchange(0).path("status").asText()).isEqualTo("failed");
        assertThat(exchange(0).path("reply").asText()).isEqualTo("Specify a path or URL.");
        assertThat(exchange(0).at("/error/type").asText()).isEqualTo("Usage");
        assertThat(exchange(1).path("status").asText()).isEqualTo("unknown");
        assertThat(exchange(1).path("reply").asText()).isEqualTo("No reply.");
    }

    @Test
    void aChatThatCannotBeStartedHasADocument() {
        JsonNode document = new ObjectMapper().valueToTree(transcript.document(CommandFailure.temporary("Not now.")));
        assertThat(document.path("exchanges")).isEmpty();
        assertThat(document.at("/error/message").asText()).isEqualTo("Not now.");
    }

    @Test
    void theWorstExitCodeIsTheExitCodeOfTheChat() {
        assertThat(ExitCode.worst(ExitCode.UNKNOWN.number(), ExitCode.FAILED.number()))
                .isEqualTo(6);
        assertThat(ExitCode.worst(ExitCode.TEMPORARY.number(), ExitCode.NO_CREDITS.number()))
                .isEqualTo(5);
        assertThat(ExitCode.worst(ExitCode.DONE.number(), ExitCode.TEMPORARY.number()))
                .isEqualTo(75);
    }

    private JsonNode read() {
        return new ObjectMapper().valueToTree(transcript.document());
    }

    private JsonNode exchange(int number) {
        return read().path("exchanges").path(number);
    }
}
