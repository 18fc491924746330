package io.longtake.studio.reply;

import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Remark;
import java.util.List;
import java.util.Optional;

/** Sentences about titles that are shown otherwise than requested, or not at all. */
final class TitleRemarks {
    private static final int NAMED = 12;
    /** Characters of a long caption that are repeated in a sentence about it. */
    private static final int START = 40;

    private TitleRemarks() {}

    /** Empty for a remark about something else. */
    static Optional<String> sentence(Remark remark, boolean chinese) {
        return Optional.ofNullable(
                remark instanceof Remark.NothingToShow it
                        ? nothing(it, chinese)
                        : remark instanceof Remark.NotShown it
                                ? without(it, chinese)
                                : remark instanceof Remark.TitleTooLong it
                                        ? tooLong(it, chinese)
                                        : remark instanceof Remark.TitleSmall it
                                                ? small(it, chinese)
                                                : remark instanceof Remark.TitleLater it
                                                        ? later(it, chinese)
                                                        : remark instanceof Remark.NoRoomForTitle it
                                                                ? noRoom(it, chinese)
                                                                : remark instanceof Remark.CaptionTooLong it
                                                                        ? tooHigh(it, chinese)
                                                                        : null);
    }

    private static String nothing(Remark.NothingToShow it, boolean chinese) {
        if (it.characters().isEmpty()) {
            return chinese
                    ? "标题里没有可以显示的字，所以没有改动标题。"
                    : "The title contains no visible character. The titles are unchanged.";
        }
        return chinese
                ? "没有字体包含" + named(it.characters()) + "，标题里没有可以显示的字，所以没有改动标题。"
                : "The title has no character that can be drawn: no font has " + named(it.characters())
                        + ". The titles are unchanged.";
    }

    private static String without(Remark.NotShown it, boolean chinese) {
        return chinese
                ? "标题“" + it.title() + "”里的" + named(it.characters()) + "没有字体，显示时会省略。"
                : "The title “" + it.title() + "” is shown without " + named(it.characters()) + ", which no font has.";
    }

    private static String tooLong(Remark.TitleTooLong it, boolean chinese) {
        return chinese
                ? "标题太长：用看得清的最小字号也放不下，最多 " + it.most() + " 行。标题没有改动，请缩短文字。"
                : "The title does not fit in the smallest readable letters; the maximum is " + it.most()
                        + " lines. The titles are unchanged. Shorten the text.";
    }

    private static String small(Remark.TitleSmall it, boolean chinese) {
        return chinese
                ? "标题“" + it.text() + "”在 " + it.ratio() + " 画面里字太小，请缩短文字。"
                : "The letters of the title “" + it.text() + "” are too small to be read in " + it.ratio()
                        + ". Shorten the text.";
    }

    private static String later(Remark.TitleLater it, boolean chinese) {
        return chinese
                ? "标题“" + it.text() + "”旁边没有位置，改为从第 " + Words.length(it.start(), true) + "开始显示。"
                : "The title “" + it.text() + "” does not fit beside the other titles; it is shown from "
                        + Words.length(it.start(), false) + ".";
    }

    private static String noRoom(Remark.NoRoomForTitle it, boolean chinese) {
        return chinese
                ? "其他标题没有给“" + it.text() + "”留出位置，所以影片不显示它。请缩短标题，或换个时间。"
                : "The other titles leave no room for “" + it.text()
                        + "”, so it was left out. Shorten the titles, or show it at another time.";
    }

    private static String tooHigh(Remark.CaptionTooLong it, boolean chinese) {
        String start = it.text().codePointCount(0, it.text().length()) > START
                ? it.text().substring(0, it.text().offsetByCodePoints(0, START)) + "…"
                : it.text();
        if (chinese) {
            return "字幕“" + start + "”在 " + it.ratio() + " 画面里有 " + it.lines() + " 行，下方三分之一最多放 " + it.most() + " 行。"
                    + (it.set() ? "请缩短文字。" : "字幕没有改动，请缩短文字。");
        }
        return "The caption “" + start + "” takes " + it.lines() + " lines in " + it.ratio()
                + "; the lower third of the frame has room for " + it.most() + ". "
                + (it.set() ? "" : "The captions are unchanged. ") + "Shorten the text.";
    }

    private static String named(List<String> characters) {
        String all = String.join(" ", characters.subList(0, Math.min(NAMED, characters.size())));
        return characters.size() > NAMED ? all + " …" : all;
    }
}
