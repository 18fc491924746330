package io.longtake.activities.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyAssemblerTest {
    private static final String APOLOGY = "I encountered a temporary issue.";
    private static final AgentEvent TOOL = new AgentEvent.ToolCall("cut", MissingNode.getInstance());

    @Test
    void fragmentsThatAnAggregateRepeatsAppearOnce() {
        assertThat(reply(part("I added "), part("a title."), whole("I added a title.")))
                .isEqualTo("I added a title.");
    }

    @Test
    void anAggregateMayDifferInWhiteSpace() {
        assertThat(reply(part("One.\n"), part("Two."), whole("One.  Two."))).isEqualTo("One.  Two.");
    }

    @Test
    void anAggregateMayComeBetweenToolCalls() {
        assertThat(reply(part("First."), whole("First."), TOOL, part("Second."), whole("Second.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void anAggregateOfTheWholeReplyAddsNothing() {
        assertThat(reply(part("First."), whole("First."), TOOL, part("Second."), whole("First. Second.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void anAggregateThatIsSentTwiceAppearsOnce() {
        assertThat(reply(part("Done."), whole("Done."), whole("Done."))).isEqualTo("Done.");
    }

    @Test
    void textAfterARepeatedAggregateIsANewParagraph() {
        assertThat(reply(part("First."), whole("First."), part("Second."), whole("First.Second."), part("Third.")))
                .isEqualTo("First.\n\nSecond.\n\nThird.");
    }

    @Test
    void anAggregateOfTheFirstStretchKeepsTheSecond() {
        assertThat(reply(part("First."), TOOL, part("Second."), whole("First.")))
                .isEqualTo("First.\n\nSecond.");
    }

    @Test
    void fragmentsWithoutAnAggregateAreTheReply() {
        assertThat(reply(part("Made "), part("it."), TOOL, part("Bye."))).isEqualTo("Made it.\n\nBye.");
    }

    @Test
    void equalFragmentsAreAllKept() {
        assertThat(reply(part("ha"), part("ha"))).isEqualTo("haha");
    }

    @Test
    void anAggregateLongerThanItsFragmentsIsComplete() {
        assertThat(reply(part("I add"), whole("I added a title."))).isEqualTo("I added a title.");
    }

    @Test
    void thoughtsAreNeverShown() {
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
    void wordsInsideASentenceAreNotNoise() {
        String text = "I wrote the title “I encountered a temporary issue” in white";
        assertThat(reply(whole(text))).isEqualTo(text);
        assertThat(reply(whole("Q I encountered a temporary issue"))).isEqualTo("Q I encountered a temporary issue");
    }

    @Test
    void anAggregateOfTheLatestStretchesKeepsTheEarlierOnes() {
        assertThat(reply(part("One."), TOOL, part("Two."), TOOL, part("Three."), whole("Two. Three.")))
                .isEqualTo("One.\n\nTwo. Three.");
    }

    @Test
    void anAggregateThatRepeatsNothingFollowsTheFragments() {
        assertThat(reply(part("One."), whole("Something else."))).isEqualTo("One.\n\nSomething else.");
        assertThat(reply(part("One."), whole("Something else."), part("Two.")))
                .as("the following text starts a stretch")
                .isEqualTo("One.\n\nSomething else.\n\nTwo.");
    }

    @Test
    void textAfterAnAggregateOfTheBeginningContinuesWhereItEnded() {
        assertThat(reply(part("First. Sec"), whole("First."), part("ond."))).isEqualTo("First.\n\nSecond.");
    }

    @Test
    void anAggregateWithoutAVisibleCharacterIsIgnored() {
        assertThat(reply(part("One."), whole(" \n\u00a0"), part(" Two."))).isEqualTo("One. Two.");
    }

    @Test
    void onlyARepetitionOfTheLastAggregateIsOmitted() {
        assertThat(reply(whole("One."), whole("Two."), whole("One."))).isEqualTo("One.\n\nTwo.\n\nOne.");
        assertThat(reply(whole("One."), whole("Two."), whole("One. Two."))).isEqualTo("One.\n\nTwo.");
    }

    @Test
    void theTextSoFarIsShownWhileItArrives() {
        ReplyAssembler assembler = new ReplyAssembler();
        assertThat(assembler.currentText()).isEmpty();

        assembler.accept(part("One"));
        assertThat(assembler.currentText()).isEqualTo("One");
        assembler.accept(whole("One."));
        assembler.accept(part(" I encountered a temporary issue."));
        assertThat(assembler.currentText())
                .as("an apology is noise only at the end")
                .endsWith("issue.");
        assertThat(assembler.reply()).isEqualTo("One.");
    }

    @Test
    void aToolResultAlsoEndsAStretch() {
        AgentEvent result = new AgentEvent.ToolResult("cut", MissingNode.getInstance());

        assertThat(reply(part("One."), result, part("Two."))).isEqualTo("One.\n\nTwo.");
        assertThat(reply(part("One."), new AgentEvent.KeepAlive(), part("Two.")))
                .isEqualTo("One.Two.");
    }

    @Test
    void errorsAreKeptInOrderAndAreNotPartOfTheReply() {
        AgentEvent.StreamError one = new AgentEvent.StreamError("E1", "one");
        AgentEvent.StreamError two = new AgentEvent.StreamError("E2", "two");
        ReplyAssembler assembler = new ReplyAssembler();
        List.of(one, part("Done."), two).forEach(assembler::accept);

        assertThat(assembler.errors()).containsExactly(one, two);
        assertThat(assembler.reply()).isEqualTo("Done.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Done.", "Done!", "Done?", "好了。", "Done:", "(Done)", "[Done]", "“Done”", "**Done**", "Done…"})
    void anApologyAfterASentenceIsNoise(String text) {
        assertThat(reply(part(text + " " + APOLOGY))).isEqualTo(text);
    }

    @Test
    void anApologyOnItsOwnLineIsNoise() {
        assertThat(reply(part("Done\n" + APOLOGY))).isEqualTo("Done");
        assertThat(reply(part("Done, but " + APOLOGY))).isEqualTo("Done, but " + APOLOGY);
    }

    @Test
    void aReportThatBeginsLikeAnApologyIsNotNoise() {
        String longest = APOLOGY + "x".repeat(400 - APOLOGY.length());

        assertThat(reply(part("Done. " + longest))).isEqualTo("Done.");
        assertThat(reply(part("Done. " + longest + "y"))).isEqualTo("Done. " + longest + "y");
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
