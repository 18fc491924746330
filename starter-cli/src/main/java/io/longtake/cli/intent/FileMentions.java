package io.longtake.cli.intent;

import io.longtake.activities.language.WordBoundaries;
import io.longtake.cli.media.FileLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds files and URLs in a sentence, and determines whether the sentence only provides them. */
final class FileMentions {
    private static final String ENDING = "\\.(?:jpe?g|png|gif|webp|hei[cf]|mp4|m4v|mov|avi|webm|mkv|mp3|wav|m4a|aac)";
    private static final Pattern MENTION = Pattern.compile(
            // in quotes, as a shell or a file manager gives a name with spaces
            "[\"'“‘]([^\"'“”‘’\\n]+?" + ENDING + ")[\"'”’]"
                    + "|(https?://[^\\s，。；、\"'“”]+|file:/[^\\s，。；、\"'“”]+?" + ENDING + "(?![\\p{L}\\p{N}]))"
                    // escaped characters, as when a file is dropped on a terminal
                    + "|((?:\\\\[ ()'\"&\\[\\],;]|[^\\s,;，。；、：:\"'“”‘’「」]|(?<=" + WordBoundaries.BEGIN
                    + "[A-Za-z]):(?=[\\\\/])){1,400}?"
                    + ENDING
                    + ")(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CHINESE_VERB = Pattern.compile(
            "^(?:请|麻烦|帮我|我想|我要|把|将|再)*(?:上传|上傳|添加|加入|导入|導入|加上|加|用|使用|发送)?(?:一下|一张|一個|一个|一段|这个|这张|图片|照片|文件|视频|素材|音乐)*");
    private static final Set<String> HANDING_OVER = Set.of(
            "upload",
            "uploading",
            "project",
            "session",
            "attach",
            "add",
            "import",
            "load",
            "use",
            "take",
            "here",
            "is",
            "are",
            "here's",
            "this",
            "these",
            "the",
            "my",
            "a",
            "another",
            "new",
            "following",
            "file",
            "files",
            "photo",
            "photos",
            "image",
            "images",
            "picture",
            "pictures",
            "video",
            "videos",
            "clip",
            "clips",
            "song",
            "music",
            "media",
            "and",
            "also",
            "please",
            "pls",
            "too",
            "then",
            "now",
            "can",
            "could",
            "you",
            "i",
            "want",
            "to",
            "send",
            "some",
            "more",
            "from",
            "with",
            "&");
    private static final Set<String> HANDING_OVER_CHINESE = Set.of(
            "和", "与", "跟", "还有", "以及", "吧", "一下", "谢谢", "上传", "上傳", "给你", "也", "加进来", "加进去", "加上", "加入", "放进来", "传上去",
            "加進來", "進來");
    private static final Pattern WITHOUT_FILE = Pattern.compile(
            "(?:please |pls |i want to |i'd like to |can i |could i |let me |how do i |how can i )*upload"
                    + "(?: (?:a |an |my |some |the |another |more |new |this |these )*(?:files?|photos?|images?|pictures?|videos?|clips?|media|music|songs?))?"
                    + "(?: these| this| them)?(?: please)?"
                    + "|(?:i'd like to|i want to|can i|could i|let me) add (?:some |more |another |some more |a few more )+(?:files?|photos?|images?|pictures?|videos?|clips?|songs?)");
    private static final Pattern WITHOUT_FILE_CHINESE = Pattern.compile(
            "(?:请|我想|我要|怎么|如何|帮我|可以)*(?:上传|上傳)(?:一下|一个|一张|新的|我的|几张)*(?:文件|图片|照片|视频|素材|音乐|檔案|圖片)?[吗吧了]?");
    private static final Pattern EXPLICIT =
            Pattern.compile("^(?:upload|attach|import|here)" + WordBoundaries.END + ".*|.*(?:上传|上傳|导入|導入).*");

    private FileMentions() {}

    /**
     * The files of a sentence that only provides files, or only asks to upload; the list is empty when it names none.
     *
     * @return empty when the sentence says anything else
     */
    static Optional<Intent.Upload> fileMention(String sentence) {
        var lower = sentence.strip().toLowerCase(Locale.ROOT).replaceAll("[.!?。！？]+$", "");
        boolean brief = lower.length() <= 100;
        if (brief
                && (WITHOUT_FILE.matcher(lower).matches()
                        || WITHOUT_FILE_CHINESE.matcher(lower.replace(" ", "")).matches())) {
            return Optional.of(new Intent.Upload(List.of()));
        }
        var verb = CHINESE_VERB.matcher(sentence.strip());
        var rest = verb.find() ? sentence.strip().substring(verb.end()) : sentence;
        var files = new ArrayList<String>();
        var mention = MENTION.matcher(rest);
        var others = new StringBuilder();
        while (mention.find()) {
            files.add(file(mention));
            mention.appendReplacement(others, " ");
        }
        mention.appendTail(others);
        boolean onlyThat = others.toString()
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace(" as well", " ")
                .lines()
                .flatMap(line -> List.of(line.split("[\\s,;:.!，。；：、！]+")).stream())
                .allMatch(word -> word.isEmpty() || HANDING_OVER.contains(word) || HANDING_OVER_CHINESE.contains(word));
        return files.isEmpty() || !onlyThat ? Optional.empty() : Optional.of(new Intent.Upload(files));
    }

    /** Whether the verb of a clause says that it provides files, so that the clause may occur next to an instruction. */
    static boolean explicit(String clause) {
        return EXPLICIT.matcher(EnglishRequests.withoutCourtesy(clause.toLowerCase(Locale.ROOT)))
                .matches();
    }

    /** Files that an instruction names by a path on this machine or as media on the web. Quoted files are text. */
    static List<String> placed(String wish) {
        var files = new ArrayList<String>();
        var mention = MENTION.matcher(wish);
        while (mention.find()) {
            if (isPlaced(mention)) {
                files.add(file(mention));
            }
        }
        return files;
    }

    /** The instruction with such files reduced to their names: the backend knows only the names, and folders stay private. */
    static String named(String wish) {
        return MENTION.matcher(wish)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found instanceof Matcher mention && isPlaced(mention) ? nameOf(file(mention)) : found.group()));
    }

    private static boolean isPlaced(Matcher mention) {
        var url = mention.group(2);
        if (url != null) {
            return url.toLowerCase(Locale.ROOT).matches(".*" + ENDING + "(?:[?#].*)?");
        }
        var plain = mention.group(3);
        return plain != null && (plain.contains("/") || plain.contains(":\\"));
    }

    private static String nameOf(String file) {
        return FileLookup.ofAddress(file)
                .map(Path::getFileName)
                .map(Path::toString)
                .orElseGet(() -> file.replaceAll("[?#].*", "").replaceAll("^.*[/\\\\]", ""));
    }

    private static String file(Matcher mention) {
        for (int group = 1; group <= 2; group++) {
            var whole = mention.group(group);
            if (whole != null) {
                return whole.replaceAll("[.,!?)]+$", "");
            }
        }
        return mention.group(3).replaceAll("\\\\([ ()'\"&\\[\\],;])", "$1");
    }
}
