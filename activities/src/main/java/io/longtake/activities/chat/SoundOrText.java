package io.longtake.activities.chat;

import io.longtake.activities.language.WordBoundaries;
import java.util.regex.Pattern;

/**
 * Whether a message requests sound or text in the film. "No music" and "不要字幕" do not. Whatever is not recognised as a refusal
 * counts as a request, because waiting half a minute too long is better than reporting an unfinished film.
 */
final class SoundOrText {
    private static final String THING =
            "(?:music|bgm|songs?|sounds?|sound ?effects?|sound ?tracks?|audio|melody|piano|guitar|beats?"
                    + "|voice ?overs?|voices?|narration|narrator|narrate[sd]?|narrating|titles?|captions?|subtitles?|text|lyrics)";

    private static final String CHINESE_THING = "(?:音乐|音樂|配乐|配樂|背景乐|背景樂|歌曲?|声音|聲音|旁白|标题|標題|字幕|文字|BGM)";

    /** Words that may occur between a refusal and its object. */
    private static final String FILLER =
            "(?:(?:any|a|an|the|more|extra|other|new|added|additional|background|on-?screen|my|your|kind of|sort of|type of) +)*";

    private static final String AND_MORE =
            "(?:(?: *,)? *(?:,|/|&|and|or|nor) +" + FILLER + THING + WordBoundaries.END + ")*";

    private static final Pattern REFUSED = Pattern.compile("(?i)" + WordBoundaries.BEGIN
            + "(?:(?<!not )without|no|zero|nor|neither|skip|omit|avoid|remove|delete|drop|mute|leave out|turn off|free of"
            + "|(?:do not|don['’]?t|never|not)(?: (?:want|need|add|use|put|include|have|generate|make|like|to|in))+"
            + "|no need (?:for|to add)|instead of) +"
            + FILLER + THING + WordBoundaries.END + AND_MORE
            + "|" + WordBoundaries.BEGIN + THING + "(?:-| )free" + WordBoundaries.END
            + "|" + WordBoundaries.BEGIN + THING + " *(?::|=) *(?:none|no|off|false)" + WordBoundaries.END);

    private static final Pattern REFUSED_IN_CHINESE = Pattern.compile("(?i)(?:不要|不用|不需要|不想要|不必|不加|不配|不放|别|別|无需|無需"
            + "|(?<!不能|不可|不得)(?:没有|沒有|无|無)|去掉|删掉|刪掉|删除|刪除|关掉|關掉|去除)"
            + "(?:再|加|放|用|配|添加|要|有|任何|背景|的|上)*"
            + CHINESE_THING
            + "(?:(?:和|或者?|与|與|、|及|跟|以及|也不要|，?不要) *(?:任何|背景)*" + CHINESE_THING + ")*");

    private static final Pattern WANTED =
            Pattern.compile("(?i)" + WordBoundaries.BEGIN + THING + WordBoundaries.END + "|" + CHINESE_THING);

    private SoundOrText() {}

    static boolean isWanted(String message) {
        String rest = REFUSED.matcher(message).replaceAll(" ");
        return WANTED.matcher(REFUSED_IN_CHINESE.matcher(rest).replaceAll(" ")).find();
    }
}
