package io.longtake.cli.intent;

import io.longtake.activities.language.Quotation;
import io.longtake.activities.language.WordBoundaries;
import java.util.regex.Pattern;

/** Detects whether an edit instruction also requests the finished video: "make it calm and send me the clip". */
public final class FilmRequest {
    private static final String FILM = "(?:video|film|clip|movie|mp4|file|result)s?\\b";

    private static final Pattern ENGLISH = WordBoundaries.compile("(?i)"
            // "send me the clip", "give me the finished video"
            + "\\b(?:send|give|hand|show|email|mail|get|bring)\\s+(?:me|us)\\b[^.!?\\n]{0,40}?\\b" + FILM
            // "so that I can download it", "ready to post"
            + "|\\b(?:can|could|to)\\s+(?:download|post|share|publish|upload)\\s+(?:it|the\\s+" + FILM + ")"
            + "|\\bready\\s+(?:to|for)\\s+(?:download|post|share|publish|upload)\\w*"
            // "I want the finished video"
            + "|\\b(?:want|need|like|expect)\\s+(?:the|a|my|one)"
            + "\\s+(?:finished|final|complete|rendered|exported|downloadable)\\s+" + FILM
            + "|\\b(?:and|then)\\s+(?:export|download|render)\\s+(?:it|the\\s+" + FILM + ")");

    private static final Pattern CHINESE = Pattern.compile("(?:发|發|给|給|传|傳)(?:给|給)?我[^。！？]{0,8}?(?:视频|視頻|影片|成片|片子|文件)"
            + "|(?:要|想要|需要)[^。！？]{0,4}?成片|(?:然后|再|并|最后)(?:导出|導出|下载|下載)");

    private static final Pattern NOT_YET =
            WordBoundaries.compile("(?i)\\b(?:don't|don’t|do not|not yet|never|without|before you)\\b|不要|先别|先不|别导出|暂不");

    private FilmRequest() {}

    public static boolean in(String wish) {
        var words = Quotation.leftOut(wish);
        return (ENGLISH.matcher(words).find() || CHINESE.matcher(words).find())
                && !NOT_YET.matcher(words).find();
    }
}
