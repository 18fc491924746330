package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent events of each kind of stream item. */
class DialectsTest {
    private static List<AgentEvent> read(String json) {
        return Dialects.read(new StreamItem.Event("", json));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    // ---- the typed dialect ----

    @Test
    void eachTypeIsReadInAnyCase() {
        assertThat(read("{\"type\":\"TEXT\",\"content\":\"a\"}"))
                .containsExactly(new AgentEvent.Text("a", Kind.FRAGMENT));
        assertThat(read("{\"type\":\"text\",\"text\":\"a\"}"))
                .as("the other text field")
                .containsExactly(new AgentEvent.Text("a", Kind.FRAGMENT));
        assertThat(read("{\"type\":\"thinking\",\"content\":\"hm\"}")).containsExactly(new AgentEvent.Thought("hm"));
        assertThat(read("{\"type\":\"thought\",\"text\":\"hm\"}")).containsExactly(new AgentEvent.Thought("hm"));
        assertThat(read("{\"type\":\"tool_call\",\"name\":\"cut\",\"args\":{\"a\":1}}"))
                .containsExactly(new AgentEvent.ToolCall("cut", json("{\"a\":1}")));
        assertThat(read("{\"type\":\"tool_result\",\"name\":\"cut\",\"result\":{\"a\":1}}"))
                .containsExactly(new AgentEvent.ToolResult("cut", json("{\"a\":1}")));
        assertThat(read("{\"type\":\"tool_call\"}"))
                .containsExactly(new AgentEvent.ToolCall("", MissingNode.getInstance()));
    }

    @Test
    void eventsWithoutTextAndUnknownTypesAreOther() {
        assertThat(read("{\"type\":\"text\",\"content\":\"\"}")).containsExactly(new AgentEvent.Other("text"));
        assertThat(read("{\"type\":\"mood\"}")).containsExactly(new AgentEvent.Other("mood"));
        assertThat(read("{\"a\":1}")).containsExactly(new AgentEvent.Other("event"));
        assertThat(read("[DONE]")).containsExactly(new AgentEvent.Other("done"));
        assertThat(read("{}")).containsExactly(new AgentEvent.KeepAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "ping", "keepalive", "Keep-Alive"})
    void aKeepAliveIsRecognisedByItsNameOrItsType(String name) {
        assertThat(read("{\"type\":\"" + name + "\"}")).containsExactly(new AgentEvent.KeepAlive());
        assertThat(Dialects.read(new StreamItem.Event(name, "{\"type\":\"text\",\"content\":\"no words\"}")))
                .containsExactly(new AgentEvent.KeepAlive());
        assertThat(Dialects.read(new StreamItem.Unfinished(name, "{\"at"))).containsExactly(new AgentEvent.KeepAlive());
    }

    // ---- the kit's dialect ----

    @Test
    void thePartsOfAnEventFormOneTextBeforeItsTools() {
        assertThat(read("""
            {"content":{"parts":[{"text":"a"},{"functionCall":{"name":"cut","args":{"x":1}}},
            {"text":"b"},{"functionResponse":{"name":"cut","response":{"y":2}}},
            {"thought":true,"text":"hm"}]}}\
            """))
                .containsExactly(
                        new AgentEvent.Text("ab", Kind.WHOLE),
                        new AgentEvent.ToolCall("cut", json("{\"x\":1}")),
                        new AgentEvent.ToolResult("cut", json("{\"y\":2}")),
                        new AgentEvent.Thought("hm"));
    }

    @Test
    void fieldNamesMayBeInSnakeCase() {
        assertThat(read("""
            {"content":{"parts":[{"function_call":{"name":"cut"}},{"function_response":{}}]}}\
            """))
                .containsExactly(
                        new AgentEvent.ToolCall("cut", MissingNode.getInstance()),
                        new AgentEvent.ToolResult("", MissingNode.getInstance()));
        assertThat(read("{\"error_code\":\"E1\",\"error_message\":\"boom\"}"))
                .containsExactly(new AgentEvent.StreamError("E1", "boom"));
        assertThat(read("{\"finish_reason\":\"NO_IMAGE\"}"))
                .containsExactly(new AgentEvent.StreamError("NO_IMAGE", "The model produced no image (NO_IMAGE)."));
    }

    @Test
    void partsOfAPartialEventAreFragments() {
        assertThat(read("{\"content\":{\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]},\"partial\":true}"))
                .containsExactly(new AgentEvent.Text("a", Kind.FRAGMENT), new AgentEvent.Text("b", Kind.FRAGMENT));
        assertThat(read("{\"content\":{\"parts\":[{\"text\":\"\"}]},\"partial\":true}"))
                .containsExactly(new AgentEvent.Other("event"));
    }

    @Test
    void onlyToolResultsAreReadFromEventsWithTheUserRole() {
        assertThat(read("""
            {"content":{"role":"user","parts":[{"text":"my words"},
            {"functionResponse":{"name":"cut","response":1}}]}}\
            """)).containsExactly(new AgentEvent.ToolResult("cut", json("1")));
        assertThat(read("{\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"my words\"}]}}"))
                .containsExactly(new AgentEvent.Other("event"));
    }

    @Test
    void anEventOfBothDialectsIsReadInBoth() {
        assertThat(read("{\"type\":\"text\",\"text\":\"a\",\"content\":{\"parts\":[{\"text\":\"b\"}]}}"))
                .containsExactly(new AgentEvent.Text("b", Kind.WHOLE), new AgentEvent.Text("a", Kind.FRAGMENT));
    }

    // ---- errors ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"error\":\"boom\",\"errorCode\":\"E1\"}|E1|boom",
                "{\"error\":\"boom\"}|~~|boom",
                "{\"error\":{\"code\":\"E2\",\"message\":\"boom\"},\"errorCode\":\"E1\"}|E2|boom",
                "{\"error\":{\"message\":\"boom\"},\"errorCode\":\"E1\"}|E1|boom",
                "{\"error\":{\"code\":\"E2\"}}|E2|{\"code\":\"E2\"}",
                "{\"errorCode\":\"E1\"}|E1|E1",
                "{\"errorMessage\":\"boom\"}|~~|boom",
                "{\"errorMessage\":\"boom\",\"finishReason\":\"STOP\"}|STOP|boom",
                "{\"errorCode\":\"SAFETY\"}|SAFETY|The model's safety filter blocked the reply (SAFETY).",
                "{\"errorCode\":\"SAFETY\",\"errorMessage\":\"no\"}|SAFETY|no",
                "{\"errorCode\":\"E1\",\"finishReason\":\"SPII\"}|E1|The reply was stopped because of personal data"
                        + " (SPII).",
                "{\"errorCode\":\"E1\",\"finishReason\":\"STOP\"}|E1|E1",
                "{\"finishReason\":\"FinishReason.OTHER\"}|OTHER|The model stopped without giving a reason (OTHER).",
                "{\"type\":\"error\",\"content\":\"boom\",\"code\":\"E3\"}|E3|boom",
                "{\"type\":\"error\",\"message\":\"boom\"}|~~|boom",
                "{\"type\":\"error\"}|~~|The backend gave no reason.",
                "{\"type\":\"error\",\"message\":\"other\",\"errorMessage\":\"boom\"}|~~|boom",
                "{\"type\":\"error\",\"message\":\"other\",\"errorCode\":\"E1\"}|E1|E1",
                "{\"type\":\"error\",\"message\":\"other\",\"error\":\"boom\"}|~~|boom"
            })
    void anErrorIsReportedOnceWithItsCodeAndMessage(String event, String code, String message) {
        assertThat(read(event)).containsExactly(new AgentEvent.StreamError(code, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":\"STOP\"}",
                "{\"errorCode\":\"max_tokens\",\"errorMessage\":\"cut\"}",
                "{\"finishReason\":\"STOP\"}",
                "{\"finishReason\":\"of a later day\"}",
                "{\"error\":\" \"}",
                "{\"error\":{}}",
                "{\"error\":null,\"errorCode\":null}"
            })
    void whatOnlyLooksLikeAnErrorIsNotAnError(String event) {
        assertThat(read(event)).containsExactly(new AgentEvent.Other("event"));
    }

    @Test
    void anErrorFollowsTheTextBeforeIt() {
        assertThat(read("{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"SAFETY\"}"))
                .containsExactly(
                        new AgentEvent.Text("a", Kind.WHOLE),
                        new AgentEvent.StreamError("SAFETY", "The model's safety filter blocked the reply (SAFETY)."));
    }

    @Test
    void anErrorWithoutJsonIsTheBackendsText() {
        assertThat(Dialects.read(new StreamItem.Event("Error", " boom \n")))
                .containsExactly(new AgentEvent.StreamError("", "boom"));
    }

    // ---- damaged data ----

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[1]", "\"text\"", "{} {}", "{\"a\":"})
    void dataThatIsNotAnObjectIsUnreadableAndReportedWithItsSize(String data) {
        assertThat(read(data))
                .containsExactly(
                        new AgentEvent.Unreadable("an event of " + data.length() + " characters is not a JSON object"));
    }

    @Test
    void anEventAtTheEndOfTheStreamIsReadIfItIsComplete() {
        assertThat(Dialects.read(new StreamItem.Unfinished("", "{\"type\":\"text\",\"content\":\"a\"}")))
                .containsExactly(new AgentEvent.Text("a", Kind.FRAGMENT));
        assertThat(Dialects.read(new StreamItem.Unfinished("", "{\"ty"))).containsExactly(new AgentEvent.Cut(4));
        assertThat(Dialects.read(new StreamItem.Unfinished("", " "))).containsExactly(new AgentEvent.KeepAlive());
    }

    @Test
    void anOversizedEventIsReportedWithItsSize() {
        assertThat(Dialects.read(new StreamItem.Oversized(2000)))
                .containsExactly(new AgentEvent.Unreadable("an event of 2000 bytes exceeds the limit"));
        assertThat(Dialects.read(new StreamItem.Comment())).containsExactly(new AgentEvent.KeepAlive());
    }

    // ---- finish reasons ----

    @ParameterizedTest
    @EnumSource
    void everyReasonIsReadInAnyCaseAndInPythonForm(FinishReason reason) {
        assertThat(FinishReason.of(" " + reason.name().toLowerCase(java.util.Locale.ROOT) + "\n"))
                .contains(reason);
        assertThat(FinishReason.of("FinishReason." + reason.name())).contains(reason);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "FINISH_REASON_UNSPECIFIED",
                "STOP",
                "MAX_TOKENS",
                "MODEL_RETURNED_NO_CONTENT",
                "LENGTH",
                "TOOL_CALLS",
                "FUNCTION_CALL",
                "END_TURN"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void aFinishReasonIsAnErrorUnlessItIsANormalEnd(FinishReason reason) {
        assertThat(reason.isError()).isTrue();
        assertThat(reason.sentence()).matches("[A-Z].+ \\(" + reason.name() + "\\)\\.");
    }
}
