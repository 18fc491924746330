package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reply alone does not count as an edit, and needs no statement about the timeline. A request without effect is reported. */
class UnchangedTimelineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How long is it now?|The film is 12 s long.",
                "how long is it|The film is 12 s long.",
                "what did you change?|The last change: title added: Alps.",
                "Thanks! How many photos are there?|The film shows 3 pictures: a, b, c.",
                "现在多长了？|影片现在长 12 秒。",
                "有标题吗？|没有标题。",
                "Thank you so much!|You're welcome.",
                "hello|Hi! What shall we make?",
                "BGM是什么？|钢琴曲。",
                "is音乐on吗？|是的。",
                "谢谢！|不客气。",
                "make it calm|Nothing changed: the film already matches your request."
            })
    void isNotReportedIfNoChangeIsExpected(String prompt, String reply) {
        assertThat(UnchangedTimeline.needsNotice(prompt, reply)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "make it warmer|Which clip do you mean?",
                "add a title|I can't do that.",
                "Can you make it warmer?|I'd love to.",
                "How about a title?|A fine idea.",
                "能不能加个标题？|好主意。",
                "Thanks, now make it shorter.|You're welcome.",
                "How long is it? Make it shorter.|12 s.",
                "Why is the music so loud?|I've lowered it to 40%.",
                "is there a title?|Added a title.",
                "有标题吗？|已添加标题。",
                "这个视频please缩短|好的。",
                "现在多长了？|把标题Added了。 I changed它。",
                "Mach es wärmer|Gern.",
                "¿Puedes acortarlo?|Claro."
            })
    void isReportedIfAChangeWasRequestedOrIsClaimed(String prompt, String reply) {
        assertThat(UnchangedTimeline.needsNotice(prompt, reply)).isTrue();
    }

    @Test
    void aLongMessageIsARequest() {
        assertThat(UnchangedTimeline.needsNotice("ok ".repeat(100_000), "Fine."))
                .isTrue();
    }
}
