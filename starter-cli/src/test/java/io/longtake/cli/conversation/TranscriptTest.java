package io.longtake.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Transcript talk = new Transcript("take");

    @Test
    void each_request_of_a_line_is_an_exchange() {
        talk.line("calm it down, and what is left?");
        talk.asked("edit");
        talk.result(Map.of("number", 3, "status", "done", "report", "Calmer."), "Calmer.");
        talk.ended(0);
        talk.asked("credits");
        talk.result(Map.of("available", 70), "70 available");
        talk.ended(0);

        assertThat(read().findValuesAsText("said")).containsOnly("calm it down, and what is left?");
        assertThat(exchange(0).at("/turn/number").asInt()).isEqualTo(3);
        assertThat(exchange(0).path("result").isNull()).isTrue();
        assertThat(exchange(0).path("reply").asText()).isEqualTo("Calmer.");
        assertThat(exchange(1).path("turn").isNull()).isTrue();
        assertThat(exchange(1).at("/result/available").asInt()).isEqualTo(70);
        assertThat(exchange(1).path("status").asText()).isEqualTo("done");
    }

    @Test
    void a_failure_is_reported_in_error_and_reply() {
        talk.line("upload");
        talk.asked("upload");
        talk.failed(CommandFailure.usage("Specify a path or URL."));
        talk.ended(ExitCode.USAGE.number());
        talk.line("make it 3 seconds");
        talk.asked("edit");
        talk.result(Map.of("status", "unknown", "error", Map.of("type", "X", "message", "No reply.")), "");
        talk.ended(ExitCode.UNKNOWN.number());

        assertThat(exchange(0).path("status").asText()).isEqualTo("failed");
        assertThat(exchange(0).path("reply").asText()).isEqualTo("Specify a path or URL.");
        assertThat(exchange(0).at("/error/type").asText()).isEqualTo("Usage");
        assertThat(exchange(1).path("status").asText()).isEqualTo("unknown");
        assertThat(exchange(1).path("reply").asText()).isEqualTo("No reply.");
    }

    @Test
    void a_chat_that_can_not_be_started_has_a_document() {
        JsonNode document = new ObjectMapper().valueToTree(talk.document(CommandFailure.temporary("Not now.")));
        assertThat(document.path("exchanges")).isEmpty();
        assertThat(document.at("/error/message").asText()).isEqualTo("Not now.");
    }

    @Test
    void the_worst_exit_code_is_the_exit_code_of_the_chat() {
        assertThat(ExitCode.worse(ExitCode.UNKNOWN.number(), ExitCode.FAILED.number()))
                .isEqualTo(6);
        assertThat(ExitCode.worse(ExitCode.TEMPORARY.number(), ExitCode.NO_CREDITS.number()))
                .isEqualTo(5);
        assertThat(ExitCode.worse(ExitCode.DONE.number(), ExitCode.TEMPORARY.number()))
                .isEqualTo(75);
    }

    private JsonNode read() {
        return new ObjectMapper().valueToTree(talk.document());
    }

    private JsonNode exchange(int number) {
        return read().path("exchanges").path(number);
    }
}
