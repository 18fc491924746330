package io.longtake.studio.understand;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts quotation marks around the words of a title that is there already, where a person speaks of it without any. */
final class TitleWords {
    /** Where a Latin word begins and ends, Chinese characters beside it or not; {@code \b} differs between Java versions there. */
    private static final String WORD = "(?<![\\p{IsLatin}\\p{N}_])";

    private static final String END = "(?![\\p{IsLatin}\\p{N}_])";
    private static final String CHANGE =
            "(?i)" + WORD + "(change|rename|replace|edit|correct|update|fix)\\s+(?:the\\s+)?"
                    + "(?:title|text|caption|words?)?\\s*(?-i:%s)\\s+(?:to|with|into|by)\\s+([^\"“”,.;!?\\n]+?)"
                    + "(?=\\s*(?:[,.;!?\\n]|$|\\s+and\\s+(?:make|set|add|put|move|use|show)" + END + "))";
    private static final String REMOVE = "(?i)" + WORD
            + "(remove|delete|hide|erase|move|enlarge)\\s+(?:the\\s+)?(?:title|text|caption|words?)?\\s*(?-i:%s)(?=\\s|[,.;!?]|$)";
    private static final String CHANGE_CHINESE =
            "(?:把|将)?(?:标题|字幕|文字)?\\s*%s\\s*(改成|改为|换成|换为|替换成|替换为)\\s*([^\"“”「」，。；！？,.;!?\\n]+)";
    private static final String REMOVE_CHINESE = "(删掉|删除|去掉|移除)(?:标题|字幕|文字)?\\s*%s(?=\\s|[，。；！？,.;!?]|$)";

    /** "Title: He said "go", I said 'no'": all of it, its quotations included. */
    private static final Pattern WHOLE_LINE = Pattern.compile(
            "(?i)^(\\s*(?:(?:add (?:the |a )?)?(?:title|caption|subtitle|heading)|标题|字幕|文字)\\s*[:：])\\s*+"
                    + "([^\"“”„«「」『』《》‹`\\s'][^\\n「」]*[\"”'][^\\n「」]*)$");

    private static final Pattern QUOTATION = Pattern.compile("\"[^\"]+\"|“[^”]+”|(?<!\\p{L})'[^']+'(?!\\p{L})");

    private TitleWords() {}

    /** @param titles the texts that are shown now */
    static String quoted(String message, List<String> titles) {
        Matcher line = WHOLE_LINE.matcher(message);
        String quoted = line.matches() && QUOTATION.matcher(line.group(2)).find()
                ? line.group(1) + " 「" + line.group(2).strip() + "」"
                : message;
        for (String title : titles) {
            if (title.isBlank() || title.codePoints().allMatch(Character::isDigit) || title.contains("\"")) {
                continue;
            }
            String text = Pattern.quote(title);
            String mark = "\"" + Matcher.quoteReplacement(title) + "\"";
            quoted = replaced(quoted, CHANGE, text, "$1 " + mark + " to \"$2\"");
            quoted = replaced(quoted, CHANGE_CHINESE, text, mark + "$1\"$2\"");
            quoted = replaced(quoted, REMOVE, text, "$1 " + mark);
            quoted = replaced(quoted, REMOVE_CHINESE, text, "$1" + mark);
        }
        return quoted;
    }

    private static String replaced(String message, String pattern, String title, String by) {
        return Pattern.compile(String.format(pattern, title)).matcher(message).replaceFirst(by);
    }
}
