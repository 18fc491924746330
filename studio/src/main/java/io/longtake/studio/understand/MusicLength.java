package io.longtake.studio.understand;

import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.Hanzi;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds where a message asks for a film as long as its music: "as long as the song", 和歌一样长. Read before the clauses, since the
 * single words mean other things: music, a length, a cut.
 */
final class MusicLength {
    private static final String WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String WORD_AFTER = "(?![\\p{L}\\p{N}])";
    /** In the place of the names of the person's own sounds. */
    private static final String NAMES = "%NAMES%";

    private static final String SONG =
            "(?:(?:the|my|our|this|that|whole|entire|full|complete|uploaded|background|own|attached)\\s+)*(?:" + NAMES
                    + "(?:song|music|sound\\s?track|track|audio|tune|mp3|bgm|sound)(?:\\s+file)?)";
    /** "Match", "cut it to", "lasting": what stands before, where it does. */
    private static final String VERB =
            "(?:(?:match|fit|follow|equal|last|run|go|cut|trim|sync|time|stretch|shorten|extend|set|make|keep)\\p{L}*"
                    + "(?:\\s+(?:it|this|up|the\\s+(?:video|film|clip)))*(?:\\s+(?:to|with|for|on))?\\s+)?";

    private static final String LENGTH = "(?:length|duration|running\\s?time|runtime)";
    private static final List<String> ENGLISH = List.of(
            VERB + "(?:exactly\\s+|just\\s+)?as\\s+long\\s+as\\s+" + SONG + "(?:\\s+(?:is|lasts|runs|plays|goes))?",
            VERB + "(?:(?:the|of|exactly|exact|same|full|whole|total)\\s+)*" + LENGTH
                    + "\\s+(?:(?:as|of|to|with|like|is|that|equals|same|matches|match|matching)\\s+)+" + SONG,
            VERB + SONG + "(?:[’']?s)?\\s+" + LENGTH,
            VERB + "(?:until|till)\\s+(?:the\\s+end\\s+of\\s+" + SONG + "|" + SONG
                    + "\\s+(?:ends|is\\s+over|finishes|stops))",
            "(?:for|over|play\\p{L}*|use|through|throughout)\\s+(?:the|my)\\s+(?:whole|entire|full)\\s+" + SONG,
            "(?:match|fit|follow)\\p{L}*\\s+(?:its|their)\\s+" + LENGTH);

    private static final String CHINESE_SONG =
            "(?:(?:我的|我上传的|上传的|这首|那首|整首|背景)\\s?)*(?:" + NAMES + "音乐|歌曲|配乐|乐曲|曲子|音频|音轨|bgm|歌)的?";
    private static final String SAME = "(?:完全|正好|刚好|刚刚好|保持|要|都)*(?:一样长|一样|等长|同长|相同|一致|匹配|对齐|为准|那么长|同步)";
    private static final String CHINESE_LENGTH = "(?:时长|长度|长短)";
    private static final List<String> CHINESE = List.of(
            "总?" + CHINESE_LENGTH + "(?:要|应该|就)?(?:和|跟|与|同)" + CHINESE_SONG + CHINESE_LENGTH + "?" + SAME,
            "总?" + CHINESE_LENGTH + "(?:要|应该|就)?(?:按照|按|以|等于)" + CHINESE_SONG + CHINESE_LENGTH + "?(?:" + SAME + ")?",
            "(?:和|跟|与|同|像)" + CHINESE_SONG + CHINESE_LENGTH + "?(?:完全|正好|刚好)?(?:一样长|等长|同长|那么长)",
            "(?:和|跟|与|同|以|按照|按|匹配|配合|对齐|等于)" + CHINESE_SONG + CHINESE_LENGTH + "(?:" + SAME + ")?");

    private MusicLength() {}

    /** The same tokens, with one of {@link Kind#MUSIC_LENGTH} for all that say this; its value is the medium's id, if named. */
    static List<Token> found(String message, List<Token> tokens, List<MediaItem> media) {
        String text = simplified(message);
        List<Token> result = new ArrayList<>(tokens);
        for (Pattern pattern : patterns(media)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                replace(result, matcher.start(), matcher.end());
            }
        }
        return result;
    }

    private static List<Pattern> patterns(List<MediaItem> media) {
        String names = media.stream()
                .filter(item ->
                        item.kind() == MediaItem.Kind.AUDIO && item.name().length() > 1)
                .map(item -> Pattern.quote(simplified(item.name())) + "(?:\\.[a-z0-9]{2,4})?|")
                .collect(Collectors.joining());
        List<Pattern> patterns = new ArrayList<>();
        ENGLISH.forEach(it -> patterns.add(
                Pattern.compile(WORD_BEFORE + it.replace(NAMES, names) + WORD_AFTER, Pattern.UNICODE_CHARACTER_CLASS)));
        CHINESE.forEach(it -> patterns.add(Pattern.compile(it.replace(NAMES, names))));
        return patterns;
    }

    /** Character by character, so that places in it are places in the message. */
    private static String simplified(String message) {
        StringBuilder text = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            String one = Hanzi.simplified(message.charAt(i));
            text.append(one.length() == 1 ? one : message.substring(i, i + 1));
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        return lower.length() == message.length() ? lower : text.toString();
    }

    private static void replace(List<Token> tokens, int start, int end) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            boolean within = tokens.get(i).start() < end && tokens.get(i).end() > start;
            if (within && tokens.get(i).is(Kind.QUOTE, Kind.MUSIC_LENGTH)) {
                return;
            }
            if (within) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return;
        }
        String named = tokens.subList(first, last + 1).stream()
                .filter(token -> token.is(Kind.MEDIUM))
                .map(Token::value)
                .findFirst()
                .orElse("");
        Token whole = new Token(
                Kind.MUSIC_LENGTH,
                named,
                tokens.get(first).start(),
                tokens.get(last).end());
        tokens.subList(first, last + 1).clear();
        tokens.add(first, whole);
    }
}
