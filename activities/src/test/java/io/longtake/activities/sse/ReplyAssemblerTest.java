package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyAssemblerTest {
    private static final AgentEvent TOOL = new AgentEvent.ToolCall("cut", MissingNode.getInstance());

    @Test
    void fragmentsThatAnAggregateRepeatsAreSaidOnce() {
        assertThat(reply(part("I added "), part("a title."), whole("I added a title.")))
                .isEqualTo("I added a title.");
    }

    @Test
    void anAggregateMayDifferInWhiteSpace() {
        assertThat(reply(part("One.\n"), part("Two."), whole("One.  Two."))).isEqualTo("One.  Two.");
    }

    @Test
    void anAggregateMayComeBetweenTurnsOfTools() {
        assertThat(reply(part("First."), whole("First."), TOOL, part("Second."), whole("Second.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void anAggregateOfTheWholeReplyRepeatsNothing() {
        assertThat(reply(part("First."), whole("First."), TOOL, part("Second."), whole("First. Second.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void anAggregateThatCameTwiceIsSaidOnce() {
        assertThat(reply(part("Done."), whole("Done."), whole("Done."))).isEqualTo("Done.");
    }

    @Test
    void anAggregateOfTheFirstStretchLeavesTheSecond() {
        assertThat(reply(part("First."), TOOL, part("Second."), whole("First.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void fragmentsWithoutAnAggregateAreTheReply() {
        assertThat(reply(part("Made "), part("it."), TOOL, part("Bye."))).isEqualTo("Made it.\n\nBye.");
    }

    @Test
    void repeatedFragmentsAreNoRepetition() {
        assertThat(reply(part("ha"), part("ha"))).isEqualTo("haha");
    }

    @Test
    void textThatGoesBeyondItsFragmentsIsWhole() {
        assertThat(reply(part("I add"), whole("I added a title."))).isEqualTo("I added a title.");
    }

    @Test
    void thoughtsNeverShow() {
        assertThat(reply(new AgentEvent.Thought("let me think"), whole("Done.")))
                .isEqualTo("Done.");
    }

    @Test
    void theApologyAfterNormalTextIsNoise() {
        assertThat(reply(whole("Music added."), whole("I encountered a temporary issue, please try again.")))
                .isEqualTo("Music added.");
        assertThat(reply(part("Music added. I encountered a temporary issue."))).isEqualTo("Music added.");
    }

    @Test
    void theApologyAloneIsTheReply() {
        assertThat(reply(whole("I encountered a temporary issue."))).isEqualTo("I encountered a temporary issue.");
    }

    @Test
    void wordsInsideASentenceAreNoNoise() {
        String text = "I wrote the title “I encountered a temporary issue” in white";
        assertThat(reply(whole(text))).isEqualTo(text);
    }

    private static String reply(AgentEvent... events) {
        ReplyAssembler assembler = new ReplyAssembler();
        List.of(events).forEach(assembler::accept);
        return assembler.reply();
    }

    private static AgentEvent part(String text) {
        return new AgentEvent.Text(text, Kind.FRAGMENT);
    }

    private static AgentEvent whole(String text) {
        return new AgentEvent.Text(text, Kind.WHOLE);
    }
}
