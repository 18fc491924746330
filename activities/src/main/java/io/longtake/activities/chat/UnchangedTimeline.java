package io.longtake.activities.chat;

import io.longtake.activities.language.WordBoundaries;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Whether a report has to state that the timeline is unchanged. The statement is omitted only where no change is expected: if the
 * message consists of questions or courtesies and the reply does not claim a change, or if the reply itself says that nothing
 * changed. Every other message, in any language, is treated as a request: a superfluous sentence is better than a false belief that
 * something changed.
 */
final class UnchangedTimeline {
    /** In characters; a longer message is always treated as a request. */
    private static final int MAX_SHORT_MESSAGE = 300;

    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?。！？\\n]+");

    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:(?:and|but|so|ok|okay|well|hey|hi),? )*(?:what|which|who|whose|why|how|is|are|was|were|does|did|do (?:i|we|you))"
                    + "(?:'s|'re)?" + WordBoundaries.END + ".*"
                    + "|.*(?:什么|什麼|为何|為何|怎么|怎麼|哪|几|幾|多少|多长|多長|多久|吗|嗎|有没有|有沒有).*");

    /** A request in the form of a question: "How about a title", "能不能加个标题". */
    private static final Pattern WISH = Pattern.compile("(?i).*" + WordBoundaries.BEGIN
            + "(?:please|how about|what about|what if|why (?:not|don't|doesn't)|(?:can|could|would|will) (?:you|we|i|it))"
            + WordBoundaries.END + ".*" + "|.*(?:请|請|能|可以|可否|帮|幫|把|给|給|让|讓|换|換|改成|加|去掉|删|刪).*");

    private static final Pattern COURTESY = Pattern.compile(
            "(?i)[\\s\\p{P}\\p{S}]*(?:(?:hi|hello|hey|there|good (?:morning|afternoon|evening|night)|thanks|thank you|so much|very much"
                    + "|a lot|great|nice|good|cool|perfect|lovely|wonderful|job|work|well done|ok|okay|bye|goodbye"
                    + "|你好|您好|谢谢|謝謝|好的|很好|太好了|不错|不錯|再见|再見)[\\s\\p{P}\\p{S}]*)*");

    /**
     * "I've added a title", "Added a title", "The title has been added", "已添加标题". A statement about earlier changes is not a claim.
     */
    private static final Pattern CLAIM = Pattern.compile(
            "(?is)(?:.*[.!?:\\n]\\s*|\\W*)(?:done|all set|(?:added|made|set|put|cut|changed|removed|moved|updated|replaced)"
                    + WordBoundaries.END + ").*"
                    + "|.*" + WordBoundaries.BEGIN
                    + "(?:I(?:'ve|’ve| have)?|we(?:'ve|’ve| have)?) (?:\\w+ )?(?:\\w+ed|made|set|put|cut|did|done)"
                    + WordBoundaries.END + ".*"
                    + "|.*" + WordBoundaries.BEGIN + "(?:has|have) (?:now )?been \\w+.*|.*" + WordBoundaries.BEGIN
                    + "is now \\w+.*|.*(?:已|完成|好了|✅|✓|✔).*");

    private static final Pattern SAYS_SO =
            Pattern.compile("(?is)\\s*(?:nothing (?:was |has been )?changed" + WordBoundaries.END + "|没有变化|沒有變化).*");

    private UnchangedTimeline() {}

    /**
     * @param prompt the message that was sent
     * @param reply the backend's reply to it
     */
    static boolean needsNotice(String prompt, String reply) {
        if (SAYS_SO.matcher(reply).matches()) {
            return false;
        }
        boolean shortMessage = prompt.length() <= MAX_SHORT_MESSAGE
                && Arrays.stream(END_OF_SENTENCE.split(prompt))
                        .map(String::strip)
                        .allMatch(UnchangedTimeline::isConversational);
        return !shortMessage || CLAIM.matcher(reply).matches();
    }

    private static boolean isConversational(String sentence) {
        return COURTESY.matcher(sentence).matches()
                || (QUESTION.matcher(sentence).matches()
                        && !WISH.matcher(sentence).matches());
    }
}
