package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something a person wants to know about the project; answered from the timeline, and never a wish. */
public enum Question {
    LENGTH,
    LAST_CHANGE,
    CLIPS,
    MUSIC,
    TITLES,
    RATIO,
    MOTION,
    TRANSITIONS,
    LOOK,
    /** All of it; also where nobody knows what exactly. */
    TIMELINE;

    private static final Pattern BORDER = Pattern.compile("[^,.;!?，。；！？\\n]+|[,.;!?，。；！？\\n]+");
    private static final Pattern QUOTED = Pattern.compile("[\"“«„「『《‹][^\"”»」』》›]*[\"”»」』》›]");
    private static final Pattern COURTESY = Pattern.compile(
            "^(?:ok(?:ay)?|so|and|well|now|please|hey|hi|wait|hm+|tell me|show me|can you tell me|could you tell me|do you know"
                    + "|请问|请|那|那么|告诉我|给我看看|嗯)\\s*|\\s*(?:please|now|so far|right now|at the moment|currently|again|then|exactly|actually"
                    + "|啊|呢|呀|吗|了)$");
    private static final String FILM =
            "(?:it|this|that|the (?:whole |current )?(?:film|video|movie|clip|slideshow|project|timeline))";
    private static final Map<Question, Pattern> ASKED = asked();
    /** Where a Latin word ends, a Chinese character behind it or not; {@code \b} differs between Java versions there. */
    private static final String END = "(?![\\p{IsLatin}\\p{N}_])";

    private static final Pattern WISHES = Pattern.compile(".*(?<![\\p{IsLatin}\\p{N}_])"
            + "(?:possible|a way|any way|able to|any chance|make|add|why not|why don't)" + END + ".*");
    private static final Pattern WONDERS = Pattern.compile(
            "(?:what|which|whose|who|how many|how much|how long|how big|how loud|is there|are there|is it|does it|do we have|did you|have you|when does"
                    + "|where is|where are|why)" + END + "(?!(?:'s)? (?:about|if)" + END + ").*");
    private static final Pattern WONDERS_CHINESE =
            Pattern.compile("(?:为什么|为何|哪|几).*|.*(?:多长|多久|多少|几张|几个|哪些|哪个|哪种|什么|有没有|是不是|怎么样).*");

    /** @param rest the message without its questions */
    public record Asked(List<Question> questions, String rest) {}

    /** The questions of a message in English or Chinese; those in other languages have templates. */
    public static Asked in(String message, Language language) {
        if (!Wording.of(language).hasFirstReader()) {
            return new Asked(List.of(), message);
        }
        List<Question> questions = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher parts = BORDER.matcher(hidden(message));
        boolean taken = false;
        while (parts.find()) {
            String part = message.substring(parts.start(), parts.end());
            boolean border = ",.;!?，。；！？\n".indexOf(part.charAt(0)) >= 0;
            if (border) {
                rest.append(taken ? "" : part);
                continue;
            }
            boolean marked = parts.end() < message.length() && "?？".indexOf(message.charAt(parts.end())) >= 0;
            Optional<Question> question = of(parts.group(), marked);
            taken = question.isPresent();
            question.filter(it -> !questions.contains(it)).ifPresent(questions::add);
            rest.append(taken ? "" : part);
        }
        return new Asked(List.copyOf(questions), rest.toString().strip());
    }

    /** What is quoted asks nothing; its letters are replaced so that every place stays where it is. */
    private static String hidden(String message) {
        return QUOTED.matcher(message).replaceAll(it -> "_".repeat(it.group().length()));
    }

    private static Optional<Question> of(String clause, boolean marked) {
        String bare = clause.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
        String before = "";
        while (!before.equals(bare)) {
            before = bare;
            bare = COURTESY.matcher(bare).replaceAll("").strip();
        }
        for (Map.Entry<Question, Pattern> asked : ASKED.entrySet()) {
            if (asked.getValue().matcher(bare).matches()) {
                return Optional.of(asked.getKey());
            }
        }
        boolean wonders = marked
                && (WONDERS.matcher(bare).matches()
                        || WONDERS_CHINESE.matcher(bare).matches())
                && !WISHES.matcher(bare).matches()
                && !bare.matches(
                        "(?:what|how) can .*|how do(?:es)? .*|what are my options|.*(?:能|可以|会)做?什么.*|怎么用|有什么功能");
        return wonders ? Optional.of(TIMELINE) : Optional.empty();
    }

    private static Map<Question, Pattern> asked() {
        Map<Question, Pattern> asked = new LinkedHashMap<>();
        String now = "(?:现在|目前|当前|影片|视频|片子|它|这个|总共|一共|总|的)*";
        asked.put(
                LENGTH,
                Pattern.compile("how long (?:is|will|would) " + FILM
                        + "(?: be| now)?|how long (?:is|are) (?:my|our) (?:film|video)"
                        + "|what(?:'s| is) (?:the|its) (?:total |current )?(?:length|duration|running time)(?: of "
                        + FILM + ")?|how many (?:seconds|minutes) is " + FILM
                        + "|" + now + "(?:有|是)?(?:多长|多久|多长时间|几秒|多少秒|几分钟)|" + now + "(?:时长|长度)(?:是)?(?:多少|多长)?(?:秒)?"));
        asked.put(
                LAST_CHANGE,
                Pattern.compile(
                        "what (?:did you|have you|did we) (?:just )?(?:change|changed|do|done)(?: (?:last|just now|there))?|what(?:'s| has| was| is)? (?:been )?changed|what(?:'s| is) (?:new|different)"
                                + "|what was the last (?:change|edit)|what did (?:that|the last (?:change|edit)) (?:do|change)|did you change (?:anything|something)"
                                + "|(?:你)?(?:刚才|刚刚|上次)?(?:都)?(?:改|做|变|动|修改|调整|改变)了?(?:些)?什么(?:东西)?|有什么(?:变化|改动|不同)|(?:你)?(?:刚才|刚刚|上次)(?:都)?(?:改|做)了哪些"));
        asked.put(
                CLIPS,
                Pattern.compile(
                        "(?:how many|which|what) (?:photos|images|pictures|clips|shots|videos)(?: (?:are|do) (?:there|in "
                                + FILM + "|we have|i have|used|you use))?(?: in " + FILM + ")?"
                                + "|(?:what(?:'s| is)) the order(?: of the (?:photos|images|pictures|clips))?|in (?:what|which) order are (?:they|the (?:photos|images|pictures|clips))"
                                + "|" + now + "(?:里|中)?(?:有|用了|是)?(?:几|多少|哪些|哪几)(?:张|个|段)?(?:照片|图片|图|片段|素材|镜头)?|" + now
                                + "(?:照片|图片)?顺序是?(?:什么|怎样|怎么样)(?:的)?"));
        asked.put(
                MUSIC,
                Pattern.compile(
                        "(?:which|what|what kind of|what sort of) (?:music|song|track)(?: (?:is|are|do) (?:(?:it|that|there|playing|used|we have)|(?:in|on) "
                                + FILM
                                + ").*)?|(?:is there|are there|do we have|does it have|has it) (?:any |some |a )?(?:background )?(?:music|song|sound)"
                                + "|what(?:'s| is) (?:the|that) (?:background )?(?:music|song|soundtrack)|how loud is (?:it|the music)|what(?:'s| is) the volume"
                                + "|" + now + "(?:有没有|有)(?:背景)?音乐|" + now
                                + "(?:背景)?(?:用的|用了)?(?:是)?(?:什么|哪种|哪首)(?:背景)?(?:音乐|歌|曲子|配乐)|" + now
                                + "(?:音乐|配乐)是什么|音量(?:是)?多少"));
        asked.put(
                TITLES,
                Pattern.compile(
                        "(?:which|what|how many) (?:titles?|texts?|captions?|words)(?: (?:is|are|do|does) (?:there|shown|we have|(?:in|on) "
                                + FILM
                                + "|it have))?|(?:is there|are there|does it have|do we have) (?:any |a |some )?(?:titles?|texts?|captions?)"
                                + "|what does the (?:title|text|caption) say|what(?:'s| is) the (?:title|text|caption)"
                                + "|" + now + "(?:有没有|有几个|有哪些|有什么|有)(?:标题|字幕|文字)|" + now
                                + "(?:标题|字幕|文字)(?:是|写的是|写了)什么"));
        asked.put(
                RATIO,
                Pattern.compile(
                        "(?:what|which) (?:(?:aspect )?ratio|format|shape|orientation)(?: (?:is|does) .*)?|what(?:'s| is) the (?:aspect )?(?:ratio|format|orientation)(?: of "
                                + FILM + ")?|is " + FILM + " (?:vertical|horizontal|portrait|landscape|square)" + "|"
                                + now + "(?:画幅|比例|尺寸)是?(?:多少|什么)?|是(?:横屏|竖屏)(?:还是(?:横屏|竖屏))?"));
        asked.put(
                MOTION,
                Pattern.compile(
                        "(?:which|what|what kind of) (?:camera )?(?:motion|movement|moves?)(?: (?:is|are|does|do) .*)?|how does the camera move|"
                                + now + "(?:用的是|是)?什么运镜|运镜是什么"));
        asked.put(
                TRANSITIONS,
                Pattern.compile(
                        "(?:which|what|what kind of) transitions?(?: (?:is|are|does|do) .*)?|what(?:'s| are) the transitions|"
                                + now + "(?:用的是|用的|是)?什么转场|转场是什么"));
        asked.put(
                LOOK,
                Pattern.compile("(?:which|what) (?:look|filter)(?: (?:is|does) .*)?|what(?:'s| is) the (?:look|filter)|"
                        + now + "(?:用的是|用的|是)?什么(?:滤镜|色调)|(?:滤镜|色调)是什么"));
        asked.put(
                TIMELINE,
                Pattern.compile("what does (?:" + FILM
                        + "|my (?:film|video)) look like|(?:(?:show|describe|list|summari[sz]e) (?:me )?)?(?:the )?(?:current )?(?:timeline|project|draft|tracks)|what(?:'s| is| do (?:we|i|you) have) (?:in|on|there)?(?: ?"
                        + FILM + ")?|what do (?:we|i|you) have|how does " + FILM
                        + " look|what have (?:we|you|i) (?:got|made|done)|where are we|what(?:'s| is) the (?:current )?(?:state|status|timeline)(?: of "
                        + FILM + ")?"
                        + "|" + now
                        + "(?:时间线|时间轴|轨道)?(?:上|里)?(?:有|是|长)(?:些)?(?:什么样子?|什么|啥样?|怎样|怎么样)(?:的|内容|东西)?|(?:看看?|显示|查看|看一下)(?:一下)?"
                        + now + "(?:时间线|时间轴|轨道|状态)|" + now + "(?:是)?什么(?:状态|情况|样子?)的?|" + now
                        + "(?:时间线|时间轴)(?:怎么样|如何)"));
        return asked;
    }
}
