package io.longtake.activities.gui;

import io.longtake.activities.language.Quotation;
import io.longtake.activities.language.WordBoundaries;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Patterns for instructions about graphical interfaces. An instruction begins with its verb, optionally after words of invitation,
 * and names a part of the interface.
 */
final class GuiVocabulary {
    private static final String HIDDEN = String.valueOf(Quotation.HIDDEN);

    private static final String INVITED =
            "^[\\s\\p{So}\\uFE0F]*(?:\\d{1,2}[.)]\\s*)?(?:(?:please|now|otherwise|alternatively|or else|in that case|just|simply|then|next|first|finally|also|again|kindly|manually|instead|later|always"
                    + "|you(?:'ll| will)? (?:can|could|may|might|should|must)(?: (?:also|now|always|then|simply|just|easily))*"
                    + "|you(?:'ll| will)? (?:need|have|want) to|you're welcome to|feel free to|go ahead and|try to|be sure to|make sure (?:to|you)"
                    + "|remember to|don't forget to|all you need to do is|and|or|so|tip|note|hint"
                    + "|to (?:[\\p{IsLatin}0-9'-]+ ){1,6}?|when (?:you're )?ready|if you(?:'d| would) like(?: to)?|if needed)\\s*){0,5}";
    private static final String WIDGET =
            "(?:buttons?|icons?|tabs?|menus?|links?|panels?|options?|dropdowns?|drop-downs?|toggles?|checkbox(?:es)?|thumbnails?"
                    + "|sliders?|toolbar|sidebar|timeline|here|export|download|render|play|preview|save|share|apply|confirm|generate|undo|redo|publish|upgrade"
                    + "|space ?bar|keys?|ok|done)";
    private static final String PLACE =
            "(?:panels?|tabs?|[\\p{IsLatin}]+ ?(?:>|→|->) ?[\\p{IsLatin}]+|(?:the |your )?(?:browser'?s? )?downloads? folder|the (?:[\\p{IsLatin}-]+ ){0,3}menu|sidebar|side bar|toolbar|settings|dialog(?:ue)?|dashboard"
                    + "|(?:media|asset|assets|clip|music|file) library|inspector|workspace|editor|drop-?down|billing|your (?:[\\p{IsLatin}-]+ )?account"
                    + "|(?:account|billing|settings|project|export|pricing|subscription|upgrade|plans?|payment|credits?|profile|template) (?:[\\p{IsLatin}]+ )?(?:page|window|screen|section|center|area|tab|view)"
                    + "|(?:preview|export|player|editing|main) (?:window|screen|area|pane|player)|video player|interface|sliders?|(?:export|download|render|save|share|preview|play|generate|upload|edit)(?: video)? (?:button|icon|option)"
                    + "|(?:the|your) timeline|\\[[^\\]]*\\]|【[^】]*】)";
    private static final String SOFTWARE = "(?:\\[|【|" + HIDDEN
            + "|\\b(?:export|download|timeline|panel|preview|settings|tab|menu|toolbar|render|sidebar)\\b)";

    private static final Pattern SOFTWARE_NAMED = WordBoundaries.compile("(?i)" + SOFTWARE);

    private static final Pattern POINTING = WordBoundaries.compile(INVITED
            + "(?:(?:double|right|left)[- ])?(?:click|tap|press|hit|push|toggle|hover(?: over)?)\\b(?:(?! of\\b).){0,80}?(?:\\b"
            + WIDGET + "\\b|\\[|【|" + HIDDEN + "|\\b(?:ctrl|cmd|command)\\b).*");
    private static final Pattern MOUSE_ONLY = WordBoundaries.compile(INVITED + "(?:double|right)[- ]click\\b.*");
    private static final Pattern OPENING = WordBoundaries.compile(INVITED
            + "(?:open(?: up)?|go(?: back)? to|head(?: over)? to|navigate to|switch to|visit|return to|expand|access|launch|see|check(?: out)?|view|find|look (?:at|in|for)|use|select|choose|pick|proceed to|jump to|refer to)\\b.{0,80}?"
            + PLACE + ".*");
    private static final Pattern DRAGGING = WordBoundaries.compile(
            INVITED
                    + "(?:drag(?:[- ]and[- ]drop|[/ ]drop)?|drop)\\s+(?:and drop )?(?:the|your|it|them|this|that|any|an?|each|clips?|files?|images?|photos?|segments?|either|both|more|new)\\b.*"
                    + "|" + INVITED + "(?:drag[- ]and[- ]drop|drag/drop)\\b.*"
                    + "|" + INVITED
                    + "(?:slide|move|pull|scroll|resize|trim|scrub|adjust|reorder|rearrange|zoom)\\b.{0,60}?\\b(?:sliders?|handles?|playhead|(?:in|on|through|along|across) (?:the|your) timeline|panel|edges? of the clip|with your mouse|with the mouse)\\b.*");
    /** Actions that apply to a page, a browser or an account, and never to something in a film. */
    private static final Pattern PAGING = WordBoundaries.compile(INVITED
            + "(?:(?:refresh|reload)\\b.{0,30}?\\b(?:page|browser|tab|window|app|screen)\\b.*"
            + "|(?:scroll|swipe) (?:up|down|left|right|to|through)\\b.*"
            + "|(?:log|sign) ?(?:in|into|up|on)\\b.{0,60}?\\b(?:account|page|to continue|website|site|app)\\b.*"
            + "|upgrade (?:your|the) plan\\b.{0,30}?\\b(?:settings|page|tab|menu|panel|here)\\b.*)");

    private static final Pattern LOOKING = WordBoundaries.compile(
            INVITED
                    + "(?:preview|watch|view|see|play|review|check|find|edit|adjust)\\b.{0,60}?\\b(?:in|on|from|through|via|using) (?:the |your )?(?:[\\p{IsLatin}-]+ )?(?:timeline|preview|player|editor|canvas|panel|preview window|workspace|library)\\b.*");
    private static final Pattern DESCRIBING = WordBoundaries.compile(
            "^\\W*(?:you(?:'ll| will| can)? (?:find|see|notice) )?the (?:export|download|render|save|share|preview|play)(?: video)? (?:button|icon|menu)(?: (?:is|are|can|will|at|in|on|located)\\b.*)?"
                    + "|^\\W*you(?:'ll| will| can) (?:find|see) .{0,60}?\\b(?:panel|sidebar|toolbar|(?:media|asset) library|top[- ](?:right|left)|bottom[- ](?:right|left)|upper[- ](?:right|left)).*");

    private static final String INVITED_ZH =
            "^[\\s\\p{So}\\uFE0F]*(?:请|您|你|可以|可|能够|只需要?|需要|满意(?:的话|之后|后)?|滿意(?:的話|之後|後)?|然后|接着|再|也|直接|现在|随时|手动|就|下一步|首先|最后|并|或者?|即可|提示：?|去|先"
                    + "|在.{0,10}?(?:上方|下方|上|中|里|角|侧|边|处)|如需.{0,8}?|若要.{0,8}?|如果.{0,10}?|想要?.{0,6}?|要.{0,6}?请|满意的?话?|完成后|通过|確認後|請|導出請){0,8}";
    private static final String EXPORT_ZH = "(?:导出|導出|匯出|下载|下載)";
    private static final String TIMELINE_ZH = "(?:时间线|时间轴|時間線|時間軸|预览窗口|預覽視窗|播放器|编辑器)";
    private static final Pattern POINTING_ZH = WordBoundaries.compile(INVITED_ZH
            + "(?:点击|點擊|点选|點選|點一下|點按|单击|双击|右键点击|右击|按下|按|轻触|点一下|点按|勾选|点)(?!着|了).{0,24}?(?:按钮|按鈕|图标|圖示|" + EXPORT_ZH
            + "|预览|播放|菜单|选项|链接|此处|这里|右上角|左侧|面板|页面|确认|保存|" + TIMELINE_ZH + "|\\[|【|" + HIDDEN + "|键|ctrl|cmd|快捷键).*");
    private static final Pattern MOUSE_ONLY_ZH =
            WordBoundaries.compile(INVITED_ZH + "(?:双击|雙擊|右键|右鍵|右击|右擊)(?!着|著|了).*");
    private static final Pattern PAGING_ZH = WordBoundaries.compile(INVITED_ZH
            + "(?:(?:刷新|重新加载|重新整理|重新載入)(?:一下|当前|當前|此|这个)?(?:页面|頁面|浏览器|瀏覽器|网页|網頁).*"
            + "|(?:登录|登入|登陆|登錄|注册|註冊).{0,10}?(?:账户|账号|帐号|帳號|帳戶|页面|网站|继续).*|(?:向[上下左右])?(?:滑动|滚动|滾動)(?:到|至|页面|屏幕).*)");
    private static final Pattern OPENING_ZH = WordBoundaries.compile(INVITED_ZH
            + "(?:打开|打開|開啟|前往|进入|切换到|查看|转到|访问|展开|到|去|使用|选择|找到|检查|查询).{0,16}?(?:面板|菜单|选项卡|标签页|页面|頁面|设置|設定|工具栏|侧边栏|素材库|媒体库|账户|账号|账单|充值|"
            + TIMELINE_ZH + "|\\[|【).*");
    private static final Pattern DRAGGING_ZH =
            WordBoundaries.compile(INVITED_ZH + "(?:将|把)?.{0,14}?(?:拖拽|拖动|拖動|拖放|拖到|拖曳|拖入|滑动滑块)(?!着|著|的).*");
    private static final Pattern LOOKING_ZH = WordBoundaries.compile("^\\s*(?:请|請|您|你|可以|可|随时|现在|也|先)*(?:在|到|从|通过)?"
            + "(?:.{0,6}?(?:面板|菜单|工具栏|侧边栏|设置|素材库|媒体库)(?:中|上|里|内)(?:选择|調整|调整|修改|设置|找到|更换|点)|" + TIMELINE_ZH
            + "(?:中|上|里)?(?:直接|实时)?(?:预览|預覽|查看|播放|观看|调整)).*");
    private static final Pattern DESCRIBING_ZH =
            WordBoundaries.compile("^\\s*" + EXPORT_ZH + "(?:按钮|按鈕|图标)(?:在|位于|就在|已).*");

    /** The manner in which something is done, at the end of a statement. */
    static final Pattern MANNER = WordBoundaries.compile(
            "(?i)\\s+(?:by|via|through|after) (?:(?:simply|just) )?(?:(?:click|tapp|press|hitt|select|choos|open|us|dragg|visit)ing\\b|the (?=export|download|render))[^.!?,;]{0,80}?(?:\\b(?:edges?|handles?|corners?) of |\\b"
                    + WIDGET + "\\b|" + PLACE + "|" + HIDDEN
                    + "+)[^.!?,;]*|\\s+(?:in|from|using|on) the (?:timeline panel|preview (?:window|panel)|export (?:panel|menu)|media library|timeline view)\\b");

    private static final Map<GuiAction, Pattern> ACTION_WORDS = Map.of(
            GuiAction.EXPORT_OFFERED, WordBoundaries.compile("\\b(?:export|download|render)|导出|導出|匯出|下载|下載"),
            GuiAction.SHOW_CREDITS,
                    WordBoundaries.compile(
                            "\\b(?:account|billing|credits?|subscription|pricing|upgrade|payment|plans?)\\b"
                                    + "|账户|账号|账单|充值|积分|余额|订阅"),
            GuiAction.SHOW_SUMMARY,
                    WordBoundaries.compile("\\b(?:preview|watch|play|timeline|review)\\b|预览|預覽|播放|观看|时间线|时间轴|時間軸"),
            GuiAction.SHOW_STATE,
                    WordBoundaries.compile("\\b(?:open|panel|tab|settings|sidebar|library|inspector|menu)\\b"
                            + "|打开|打開|開啟|面板|选项卡|素材库|媒体库|菜单|设置"));

    /**
     * In characters. Instructions are short; a longer clause is treated as a story. The limit also bounds the work on a hostile
     * text.
     */
    private static final int LONGEST = 240;

    private GuiVocabulary() {}

    static boolean isInstruction(String clause) {
        if (clause.length() > LONGEST) {
            return false;
        }
        var words = clause.toLowerCase(Locale.ROOT).replace('’', '\'');
        return matches(words, POINTING, MOUSE_ONLY, OPENING, DRAGGING, PAGING, LOOKING, DESCRIBING)
                || matches(
                        words,
                        POINTING_ZH,
                        MOUSE_ONLY_ZH,
                        OPENING_ZH,
                        DRAGGING_ZH,
                        PAGING_ZH,
                        LOOKING_ZH,
                        DESCRIBING_ZH);
    }

    /** Whether the clause is an instruction that names something that exists only in software. */
    static boolean isPlainInstruction(String clause) {
        return isInstruction(clause) && SOFTWARE_NAMED.matcher(clause).find();
    }

    static Set<GuiAction> actions(String clause) {
        var words = clause.toLowerCase(Locale.ROOT);
        var actions = EnumSet.noneOf(GuiAction.class);
        ACTION_WORDS.forEach((action, pattern) -> {
            if (pattern.matcher(words).find()) {
                actions.add(action);
            }
        });
        return actions;
    }

    private static boolean matches(String words, Pattern... patterns) {
        for (var pattern : patterns) {
            if (pattern.matcher(words).matches()) {
                return true;
            }
        }
        return false;
    }
}
