package io.longtake.cli.intent;

import com.ibm.icu.text.Transliterator;
import io.longtake.cli.intent.Request.Strength;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests in Chinese, simplified or traditional. As in English, the request has to be the whole clause. */
final class ChineseRequests {
    private static final Pattern BEFORE = Pattern.compile(
            "^(?:请问?|麻烦(?:你|您)?|帮(?:我|忙|我们)|能不能|能否|可不可以|可以|能|告诉我|(?:等)?(?:做|弄|剪|完成)好了?就|好了就|完成后|你能|您能|我想要?|我要|我需要|现在|马上|立即|立刻|直接|那就?"
                    + "|就|好的?|行|嗯|你好|您好|快点?|再|最后|然后|接着|并且?|先|不错|很好|很棒|太棒了|完美|没问题|ok|谢谢)+");
    private static final Pattern AFTER = Pattern.compile("(?:一下|吧|吗|呢|啊|了|哦|呀|谢谢(?:你|您)?|好吗|可以吗|行吗|给我看看|来|嘛|please)+$");

    private static final String FILM = "(?:这个|那个|这段|这|最终|最后|完整|成品|我的|整个|整段|做好|完成|剪好|高清|1080p|mp4|的)*"
            + "(?:视频|影片|片子|成片|成品|文件|档案|作品|项目|结果|mp4|它|链接)(?:文件|格式|视频|链接)?";
    private static final String TAKE = "(?:导出|汇出|下载|渲染|输出|export|download)";
    private static final Pattern EXPORT_VERB = Pattern.compile(TAKE);
    private static final Pattern EXPORT = Pattern.compile("(?:把|将)?(?:" + FILM + ")?(?:给我)?" + TAKE
            + "(?:一下|出来|下来|给我|到本地|到电脑|到手机|到桌面|一份)*(?:(?:为|成|一个|一份)*" + FILM + ")?(?:给我)?"
            + "|(?:开始|进行|执行)" + TAKE + "(?:" + FILM + ")?"
            + "|(?:把|将)?" + FILM + "(?:发给我|发我|发过来|给我|传给我|保存|存)(?:下来|到本地|到电脑|到手机|到桌面|一份)*"
            + "|(?:保存|存)(?:下来|到本地)?" + FILM
            + "(?:到本地|到电脑|到手机|到桌面)?|(?:保存|存|下载)到(?:本地|电脑|手机|桌面)|(?:发|传)给?我(?:一份)?|成片(?:给我)?"
            + "|(?:发给我|发我|给我|发送|传给我|要)" + FILM
            + "|(?:怎么|如何|哪里|在哪里?|去哪里?)(?:能|可以)?(?:导出|下载|汇出|保存)(?:" + FILM + ")?|" + FILM + "在哪里?|" + FILM
            + "怎么(?:导出|下载|汇出)|" + FILM + "(?:的)?下载链接|下载链接|导出" + FILM + "(?:到本地|到电脑|到手机|给我)");

    private static final String POINTS = "(?:积分|余额|点数|额度|credits?)";
    private static final String OWNED = "(?:我|账户|账号|帐户|帐号|我的|目前|当前|现在|剩余|剩下|可用|免费|里|的|还)*";
    private static final Pattern CREDITS_NOUN = Pattern.compile(OWNED + POINTS + "(?:余额|查询|情况)?");
    private static final Pattern CREDITS = Pattern.compile(
            OWNED + POINTS + "(?:余额)?(?:一共|总共|现在|目前|是|还|够|有|剩|剩下|剩余|余)*(?:多少|几个|几|够不够|够不够用|够用|够|有没有|有)(?:个|点|分)?"
                    + "|(?:查看?|看看?|查询|显示|告诉我|查查|检查|看一下|查一下|查看一下)" + OWNED + POINTS + "(?:余额|情况)?(?:还?(?:有|剩|剩下)多少|是多少)?"
                    + "|" + OWNED + "(?:有|剩|剩下|剩余)(?:多少|几个|几|没有)?(?:可用)?(?:的)?" + POINTS
                    + "|" + OWNED + "(?:有没有)" + POINTS + "|充值|(?:购买|买|充)" + POINTS);

    private static final String THING = "(?:状态|时间线|时间轴|轨道|进度|草稿|轨道列表|摘要|进展|status|timeline)";
    private static final String OF = "(?:当前|目前|现在|项目|会话|视频|影片|所有|全部|这个|我的|编辑|制作|剪辑|有|的)*";
    private static final Pattern STATE_NOUN = Pattern.compile(OF + THING);
    private static final Pattern STATE =
            Pattern.compile("(?:现在|目前)?(?:是)?什么情况|(?:视频|影片|片子)?(?:好|做好|弄好|剪好)(?:了没有?|没有?)|(?:显示|查看?|看)一下" + OF + THING
                    + "|" + OF + "(?:有)?(?:几|多少|哪些)(?:个|张|段)?(?:标题|字幕|片段|镜头|素材|照片|图片)|" + OF
                    + "(?:片子|它)?(?:是|有)?(?:多长|多久|多长时间|几秒)"
                    + "|" + OF + "(?:时长|长度)(?:是)?(?:多少|多长)|" + OF + "有(?:没有)?音乐"
                    + "|(?:查看?|看看?|查询|显示|列出|告诉我|给我看看?|展示|看一下|查一下|检查)" + OF + THING + "(?:怎么样|如何|情况)?"
                    + "|" + OF + THING + "(?:是什么样?子?的?|长什么样子?|怎么样|如何|到哪|到哪里|多少|是怎样|情况)"
                    + "|" + OF + "(?:是)?什么" + THING + "|" + OF + "(?:有)?(?:哪些|几条|几个|多少条|多少个)轨道"
                    + "|(?:视频)?(?:做|进行|剪|弄|完成)到(?:哪|哪里|哪儿|哪一步|什么程度)"
                    + "|(?:视频|影片|片子|它)?(?:完成|做好|剪好|弄好|做完)(?:了没有?|没有)?"
                    + "|(?:现在|目前)?(?:的?(?:视频|影片|片子))?(?:是|长)什么样子?的?"
                    + "|(?:视频|影片)?(?:现在)?(?:怎么样|有多长)|时间(?:线|轴)(?:上|里)有(?:什么|哪些)");

    private static final List<Phrase> EXPORTS = List.of(new Phrase(EXPORT, new Intent.Export(), Strength.SENTENCE));
    private static final List<Phrase> PHRASES = List.of(
            new Phrase(EXPORT_VERB, new Intent.Export(), Strength.VERB),
            new Phrase(EXPORT, new Intent.Export(), Strength.SENTENCE),
            new Phrase(CREDITS_NOUN, new Intent.Credits(), Strength.NOUN),
            new Phrase(CREDITS, new Intent.Credits(), Strength.SENTENCE),
            new Phrase(STATE_NOUN, new Intent.State(), Strength.NOUN),
            new Phrase(STATE, new Intent.State(), Strength.SENTENCE));

    private ChineseRequests() {}

    static Optional<Request> of(String clause) {
        var bare = withoutCourtesy(clause);
        // Words that look like courtesy may belong to the request.
        return Phrase.first(PHRASES, bare).or(() -> Phrase.first(EXPORTS, plain(clause)));
    }

    static String withoutCourtesy(String clause) {
        var text = plain(clause);
        return AFTER.matcher(BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
    }

    /** Loaded only when the first Chinese sentence is read. */
    private static final class Rules {
        static final Transliterator HANT_TO_HANS = Transliterator.getInstance("Traditional-Simplified");
    }

    /** In simplified characters and lower case, without spaces and without punctuation at the ends. */
    private static String plain(String clause) {
        var simplified = Rules.HANT_TO_HANS.transliterate(clause.toLowerCase(Locale.ROOT));
        return simplified.replaceAll("\\s+", "").replaceAll("^[,.!?;，。！？；、~…]+|[,.!?;，。！？；、~…]+$", "");
    }
}
