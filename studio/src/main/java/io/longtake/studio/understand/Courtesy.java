package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Praise, thanks and feelings: "love it", "I'm happy with it", 很喜欢. Such a clause says something about the film as it is, so its
 * words become fillers before a rule can take "love" or "happy" for a kind of music.
 */
final class Courtesy {
    private static final String VERY =
            "(?:(?:really|so|very|absolutely|totally|quite|pretty|just|do|truly|all|also|super|too) )*";
    private static final String PRAISE =
            "(?:nice|great|good|cool|sweet|perfect|beautiful|awesome|amazing|excellent|fantastic|wonderful|gorgeous|lovely"
                    + "|brilliant|stunning|superb|fabulous|terrific)";
    private static final String FEELING =
            "(?:happy|glad|sad|sorry|pleased|satisfied|thrilled|excited|delighted|grateful|thankful|content)";
    private static final String STATE = "(?:" + PRAISE + "|" + FEELING
            + "|fun|funny|emotional|moving|epic|romantic|calm|exciting|inspiring|powerful|dramatic|peaceful)";
    private static final String FILM = "(?:it|this|that|these|those|them|everything)";
    private static final String OWNED = "(?:the|your|our|my|how|what) .+";

    private static final Pattern ENGLISH = Pattern.compile("(?:(?:but|and|so|oh|wow|ok|okay|yes|hey) )*(?:"
            // "I love it", "we really like the music"
            + "(?:(?:i|we) )?" + VERY + "(?:love|loved|enjoy|enjoyed|adore)(?: (?:" + FILM + "|" + OWNED + "))"
            + "(?: (?:so far|so much|a lot|very much|already|now))*"
            + "|(?:i|we) " + VERY + "liked?(?: " + FILM + "| (?:the|your|our|my)(?: \\S+){1,2})"
            + "(?: (?:so far|so much|a lot|very much|already|now))*"
            // "I'm happy with it", "sad that the title is gone"
            + "|(?:i am|im|we are|were|i feel|i was) " + VERY + FEELING
            + "(?: (?:with|that|about|for|how|because|if|to (?:see|hear|say|have seen)) .+)?"
            + "|" + VERY + FEELING + " (?:with (?:" + FILM + "|" + OWNED
            + ")|(?:that|about|if) .+|to (?:see|hear|say|bother) .+"
            + "|for (?:the|my|bothering|that) .+)"
            // "that was fun"
            + "|(?:that|this|it|the (?:video|film|movie|result|last one|first one))"
            + "(?: is|s| was| looks| feels| sounds| turned out) " + VERY + "(?:a )?" + STATE
            + "(?: (?:one|start|job|work|now|so far))*"
            // "beautiful", "nice and calm"
            + "|" + VERY + PRAISE + "(?: (?:and|thanks|thank you|so far|job|work|start|one|stuff|now|too|enough|"
            + PRAISE
            + "))*"
            + "|love|nice and [a-z]+"
            + "|(?:(?:many|no) )?(?:thanks|thank you|thx|cheers|ta)(?: (?:a lot|so much|very much|again|for .+))?"
            // "no", told before what is wanted instead
            + "|no|nope|nah|(?:no )?dont(?: do (?:it|that))?"
            + "|(?:so |very )?sorry|my bad|apologies|well done|wow|yay|bravo|hooray|haha"
            + ")");

    private static final String VERY_CHINESE = "(?:真的?|很|非常|超级?|太|特别|好|挺|都|也|还|比较|十分|更)*";
    private static final Pattern CHINESE = Pattern.compile("(?:但是?|不过|嗯|哇|哦|好的)*(?:"
            + "(?:我们?)?" + VERY_CHINESE + "(?:喜欢|满意|爱了|爱死|不错|太棒|很棒|真棒|好棒|棒极|赞)(?:了|啦|哦|啊|呀|爱了|这个|它|视频|音乐|效果|这段|这首|这部)*"
            + "|(?:太|真|很|好|超)+(?:美|漂亮|好看|完美|厉害|酷|可爱|感人)(?:了|啦|哦|啊|呀)*"
            + "|(?:我们?|看得我|听得我)" + VERY_CHINESE + "(?:开心|高兴|感动|难过|伤心|快乐)(?:了|啊|呀)*"
            + "|不|不对|错了|不要|不用|不行|算了"
            + "|(?:不好意思|对不起|抱歉|辛苦|谢谢|多谢|感谢)(?:了|啊|你|您|啦)*"
            + ")");

    /** With one of these a clause asks for something, whatever it thinks of the film. */
    private static final Kind[] NO_OPINION = {
        Kind.QUOTE, Kind.ADD, Kind.MAKE, Kind.CHANGE, Kind.REMOVE, Kind.SWAP, Kind.LENGTH, Kind.RATIO, Kind.UNDO
    };

    private final String message;
    private final List<Token> tokens;

    private final boolean begins;

    private Courtesy(String message, List<Token> tokens, boolean begins) {
        this.message = message;
        this.begins = begins;
        this.tokens = new ArrayList<>(tokens);
    }

    /**
     * The tokens with the words of such clauses as fillers.
     *
     * @param begins whether the person's message begins with these tokens
     */
    static List<Token> passedOver(String message, List<Token> tokens, boolean begins) {
        Courtesy courtesy = new Courtesy(message, tokens, begins);
        courtesy.runs(false);
        courtesy.runs(true);
        return List.copyOf(courtesy.tokens);
    }

    /** @param joins whether a run ends at "but" and "and" too */
    private void runs(boolean joins) {
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean border = i == tokens.size()
                    || tokens.get(i).is(Kind.BREAK)
                    || (joins && tokens.get(i).is(Kind.JOIN));
            if (border) {
                run(from, i);
                from = i + 1;
            }
        }
    }

    private void run(int from, int to) {
        if (from >= to || tokens.subList(from, to).stream().anyMatch(token -> token.is(NO_OPINION))) {
            return;
        }
        String words = message.substring(
                        tokens.get(from).start(), tokens.get(to - 1).end())
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("\\s+", " ");
        if (isOpinion(words) && !wish(words, from, to)) {
            for (int i = from; i < to; i++) {
                Token token = tokens.get(i);
                tokens.set(i, new Token(Kind.FILLER, "", token.start(), token.end()));
            }
        }
    }

    /** @param words a whole clause, in lower case and without apostrophes */
    static boolean isOpinion(String words) {
        return ENGLISH.matcher(words).matches()
                || CHINESE.matcher(words.replace(" ", "")).matches();
    }

    /** "Nice and calm" is an opinion where a message begins with it, and a wish where it says no more or goes on with it. */
    private boolean wish(String words, int from, int to) {
        return words.startsWith("nice and ") && (from > 0 || !begins || to == tokens.size());
    }
}
