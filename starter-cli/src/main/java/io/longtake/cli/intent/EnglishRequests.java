package io.longtake.cli.intent;

import io.longtake.cli.intent.Request.Strength;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests in English. A clause counts only if all of it belongs to the request: one more word ("a status <i>bar</i>") makes it
 * about something else.
 */
final class EnglishRequests {
    private static final String COURTESY =
            "(?:please|pls|plz|kindly|ok(?:ay)?|alright|well|so|great|perfect|nice|cool|awesome|good|thanks|thank you|thx|hey|hi|hello"
                    + "|yes|yep|yeah|sure|now|right now|just|then|and|also|finally|lastly|next|longtake|again|already|asap|for me"
                    + "|go ahead and|i'm done|i am done|that's it|that's all|(?:it |that |this )?looks? (?:good|great|perfect|nice)"
                    + "|i (?:love|like) it|(?:when|once|as soon as) (?:you're|you are|it's|it is|that's|everything's) (?:done|ready|finished)"
                    + "|when ready|(?:can|could|would|will) (?:you|i|we)|may i|i(?:'d| would) (?:like|love) to|i (?:want|need|wanna) to"
                    + "|i wanna|let(?:'s| us| me)|time to|quickly|first|directly|after that|afterwards"
                    + "|(?:and )?(?:tell|show) me(?= (?:how|what))|i'm (?:happy|fine|satisfied|pleased)(?: with (?:it|this|that))?"
                    + "|we(?:'re| are) (?:done|finished|good)|i'm finished|finish(?: it)?(?: up)?|wrap (?:it )?up|never mind(?! (?:the|my|that|it|about))"
                    + "|(?:once|when|after|as soon as) [\\p{IsLatin}' ]{1,40} (?:added|done|ready|finished|complete|applied|in place))";
    private static final Pattern BEFORE = Pattern.compile("^" + COURTESY + "(?:\\s+|$)");
    private static final Pattern AFTER = Pattern.compile("(?:^|\\s+)" + COURTESY + "$");

    private static final String FILM =
            "(?:video|film|movie|clip|mp4|file|result|project|version|render|cut|output|reel|short|take"
                    + "|timeline|draft|export|download|footage)s?(?: file)?";
    private static final String KIND =
            "(?:final |finished |final finished |whole |complete |completed |full |resulting |latest |last |new"
                    + " |current |mp4 |video |rendered |edited |exported |1080p |hd )*";
    private static final String THE = "(?:the |my |this |that |our |these |those )";
    private static final String DEFINITE = "(?:it|this|that|them|everything|" + THE + KIND + FILM + "|" + THE
            + "(?:final )?(?:one|thing)|mp4|" + THE + "?(?:download|video) link)";
    private static final String ANY_FILM = "(?:" + DEFINITE + "|(?:a |an )?" + KIND + FILM + ")";
    private static final String FORM =
            "(?: (?:as|in|to|at|into|with|on) (?:an? |the |my |this |full |best |highest |high |your )*"
                    + "(?:mp4|h\\.?264|1080p|hd|quality|resolution|video|file|mp4 file|video file|computer|laptop|pc|mac|phone|disk|desktop|machine"
                    + "|folder|current folder|downloads|device))*";

    private static final Pattern EXPORT_VERB = Pattern.compile("(?:export|download|render)(?: out)?");
    private static final Pattern EXPORT_NOUN = Pattern.compile(
            "(?:the |a |my )?(?:mp4|video file|mp4 file|final video|finished video|download link|video link|export)");
    private static final Pattern EXPORT = Pattern.compile("(?:export|download|render)(?: out)?(?: " + ANY_FILM + ")?"
            + FORM
            + "|(?:save|store) " + DEFINITE + FORM
            + "|save (?:it )?as (?:an? )?(?:mp4|video)"
            + "|(?:send|give|get|hand|deliver|pass|show)(?: me| us) (?:over )?" + "(?:the |my |that |this )" + KIND
            + "(?:mp4|file|video file|final one|final cut|result|finished one|download|export|download link|video link|finished film)"
            + FORM
            + "|(?:send|give|hand|deliver|pass|email)(?: me| us| it| over)* " + DEFINITE + FORM
            + "|(?:send|give|hand) (?:it|that|this|them)(?: over)? (?:to )?(?:me|us)" + FORM
            + "|get (?:me |us )?" + DEFINITE + FORM
            + "|i(?:'d like| want| need|'ll take| would like) (?:to have )?" + "(?:the |my |that )" + KIND + FILM + FORM
            + "|(?:where(?:'s| is| are)|where (?:can|do) i (?:get|find|download|see)) " + "(?:it|(?:the |my )" + KIND
            + "(?:mp4|file|video|download|download link|film|movie|result|export)s?)"
            + "|(?:have|see|watch) " + "(?:the |my )(?:final |finished |finished final |whole |complete )+" + FILM
            + FORM
            + "|have (?:the |my )(?:file|mp4|video file)" + FORM + "|show(?: me| us)? (?:the |my )(?:final|finished) "
            + FILM
            + "|(?:give|send|get)(?: me| us)? (?:a |the )?(?:download|video|file|export) link|ship it|send it over"
            + "|(?:finali[sz]e|finish) " + DEFINITE + "|(?:make|create|produce) (?:me )?the final " + FILM
            + "|how (?:do|can|could|should) (?:i|we) (?:get|download|export|save|render) " + DEFINITE + FORM
            + "|(?:make|create|produce|start|run|do|begin|trigger|prepare) (?:an |the |a |my )?(?:final )?(?:export|download|render)"
            + "|(?:have|get) " + DEFINITE + " (?:exported|rendered|downloaded)" + FORM
            + "|i(?:'m| am) ready to (?:export|download)(?: " + DEFINITE + ")?|ready to (?:export|download)(?: "
            + DEFINITE + ")?");

    private static final String LEFT =
            "(?: left| remaining| available| still| now| in my account| on my account| balance| at the moment"
                    + "| right)*";
    private static final String CREDITS_WORD =
            "(?:credits?|credit balance|points|balance|account balance|credits balance)";
    private static final Pattern CREDITS_NOUN =
            Pattern.compile("(?:my |the )?(?:remaining |current |available |account )?" + CREDITS_WORD + LEFT);
    private static final Pattern CREDITS = Pattern.compile("how (?:many|much)(?: of my| free| more)? " + CREDITS_WORD
            + "(?: (?:do|have|did|are|is|will))?(?: i| we| there)?"
            + "(?: still)?(?: have| got| own| be)?" + LEFT
            + "|(?:show|check|see|tell|view|display|get|give|look up|look at)(?: me| us)? (?:my |the |our )?"
            + "(?:remaining |current |available |account )?" + CREDITS_WORD + LEFT
            + "|(?:tell me |show me )?how (?:many|much) (?:credits?|points) (?:i|we) (?:still )?(?:have|got)" + LEFT
            + "|what(?:'s| is| are) (?:my|the|our) (?:remaining |current |available |account )?" + CREDITS_WORD + LEFT
            + "|(?:do|have) (?:i|we) (?:still )?(?:have |got )?(?:any |enough |some )(?:more )?(?:credits?|points)"
            + LEFT
            + "|(?:are|is) there (?:any |enough )?(?:credits?|points)" + LEFT
            + "|(?:am i|are we) (?:out of|low on|running out of) (?:credits?|points)"
            + "|(?:do|have) (?:i|we) (?:still )?(?:have |got )?(?:credits?|points)" + LEFT
            + "|(?:top up|buy|get|purchase|recharge) (?:more |some |my |some more )?credits"
            + "|how many (?:credits?|points) (?:have|did) (?:i|we) (?:used?|spent|spend)(?: so far)?"
            + "|how much is (?:left )?(?:on|in) my (?:account|balance)");

    private static final String STATE_WORD =
            "(?:status|state|tracks?|timeline|track list|track summary|timeline summary|project status"
                    + "|session status|summary|draft|session state|project state|timeline status|edit status)";
    private static final Pattern STATE_NOUN = Pattern.compile("(?:the |my )?(?:current |latest )?" + STATE_WORD);
    private static final Pattern STATE = Pattern.compile(
            "(?:show|list|see|view|display|print|check|describe|tell|give|get)(?: me| us)?(?: all)?(?: of)? ?(?:the |my |our |a )?"
                    + "(?:current |latest )?" + STATE_WORD + "(?: of (?:it|" + THE + KIND + FILM + "))?(?: so far)?"
                    + "|what(?:'s| is) (?:the |my )?(?:current |latest )?" + STATE_WORD + "(?: of (?:it|" + THE + KIND
                    + FILM
                    + "))?(?: right)?"
                    + "|what(?:'s| is) (?:in|on) (?:the |my )(?:current )?(?:timeline|tracks?|project|draft|video|film)(?: so far)?"
                    + "|what do (?:i|we) have(?: so far)?|what have (?:i|we) (?:got )?so far|what have you (?:done|made) so far"
                    + "|(?:what|which|how many) tracks (?:are there|do (?:i|we) have|are in (?:it|the (?:video|timeline|project)))(?: so far)?"
                    + "|where are we|how(?:'s| is) it (?:going|coming along)|how far (?:are we|is it|along is it)"
                    + "|what(?:'s| is) (?:going on|happening)|(?:any )?progress|are you (?:done|ready|finished)(?: yet)?"
                    + "|(?:show (?:me |us )?)?what (?:we|i|you) have(?: so far)?|list (?:all )?(?:the |my )?(?:clips|shots|titles|media|photos|images)"
                    + "|what does (?:it|(?:the |my )(?:timeline|video|film|draft|project)) look like(?: so far| right| at the moment)?"
                    + "|how does (?:the |my )(?:timeline|draft) look(?: so far| like| right| at the moment)?|what(?:'s| is) in it"
                    + "|how many (?:photos|images|pictures|clips|shots|titles) (?:are (?:there|in (?:it|the (?:video|film|timeline)))|do (?:i|we) have)"
                    + "|(?:which|what) (?:music|song|title|titles|look) (?:is|are) (?:playing|there|used|in (?:it|the (?:video|film)))"
                    + "|status of the (?:render|export|download)"
                    + "|is (?:it|the video|everything|my video|the film|the export|the render|the download) (?:done|ready|finished)(?: yet)?"
                    + "|how long is (?:it|the video|my video|the film|my film)(?: so far| right| at the moment)?"
                    + "|what(?:'s| is) (?:the |its )(?:current |total )?(?:length|duration)(?: of (?:it|the (?:video|film)))?"
                    + "|how many (?:seconds|minutes) (?:is it|long is it|is the (?:video|film))"
                    + "|(?:which|what) (?:photos|images|pictures|clips) are in (?:it|the (?:video|film|timeline))"
                    + "|is there (?:any |a )?(?:music|title)(?: in (?:it|the (?:video|film)))?|status (?:update|check|report|of the (?:project|video))");

    private static final List<Phrase> PHRASES = List.of(
            new Phrase(EXPORT_VERB, new Intent.Export(), Strength.VERB),
            new Phrase(EXPORT_NOUN, new Intent.Export(), Strength.NOUN),
            new Phrase(EXPORT, new Intent.Export(), Strength.SENTENCE),
            new Phrase(CREDITS_NOUN, new Intent.Credits(), Strength.NOUN),
            new Phrase(CREDITS, new Intent.Credits(), Strength.SENTENCE),
            new Phrase(STATE_NOUN, new Intent.State(), Strength.NOUN),
            new Phrase(STATE, new Intent.State(), Strength.SENTENCE));

    private EnglishRequests() {}

    static Optional<Request> of(String clause) {
        var bare = withoutCourtesy(
                clause.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("[\\s…]+", " "));
        return Phrase.first(PHRASES, bare);
    }

    /** Empty for a clause that consists of courtesy only. */
    static String withoutCourtesy(String clause) {
        var text = clause.replaceAll("^[\\s,.!?;:]+|[\\s,.!?;]+$", "");
        while (true) {
            var shorter = AFTER.matcher(BEFORE.matcher(text).replaceFirst(""))
                    .replaceFirst("")
                    .replaceAll("^[\\s,.!?;]+|[\\s,.!?;]+$", "");
            if (shorter.equals(text)) {
                return text;
            }
            text = shorter;
        }
    }
}
