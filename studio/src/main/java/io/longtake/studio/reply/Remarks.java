package io.longtake.studio.reply;

import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Remark.Ability;
import io.longtake.studio.understand.Remark.Quantity;
import io.longtake.studio.understand.Spelling;
import java.util.List;
import java.util.stream.Collectors;

/** Remarks as sentences: what was not done, and the nearest thing that can be. */
public final class Remarks {
    private Remarks() {}

    public static String sentence(Remark remark, boolean chinese) {
        if (remark instanceof Remark.NotUnderstood it) {
            return chinese
                    ? "我没有理解“" + String.join("”“", it.words()) + "”，这部分没有改动。我能改时长、画幅、运镜、顺序、转场、标题、音乐和色调。"
                    : "I didn't understand " + listed(it.words()) + " and changed nothing for "
                            + (it.words().size() == 1 ? "it" : "them")
                            + "; I can set length, ratio, motion, order, transitions, titles, music and look.";
        }
        if (remark instanceof Remark.Cannot it) {
            return chinese
                    ? "我做不到“" + it.words() + "”。" + nearestChinese(it.ability())
                    : "I can't do “" + it.words() + "”. " + nearest(it.ability());
        }
        if (remark instanceof Remark.Vague it) {
            return chinese
                    ? "“" + it.words() + "”太笼统，我没有改动。可以说得具体些，例如“加暖色调”“节奏快一点”或“加史诗音乐”。"
                    : "“" + it.words()
                            + "” doesn't tell me what to change, so I left it. Say for example “warm look”, “faster pace” or “epic music”.";
        }
        if (remark instanceof Remark.NeedsText it) {
            return chinese
                    ? "我可以加文字，但不知道写什么：请把内容放在引号里，例如 加标题“城市之梦”。"
                    : "I can add words, but “" + it.words()
                            + "” doesn't say which: put them in quotes, as in: add the title \"Urban Dreams\".";
        }
        if (remark instanceof Remark.OtherRatio it) {
            return chinese
                    ? "不支持画幅 " + it.ratio() + "，可选 16:9、9:16、1:1、4:5。"
                    : "I don't make " + it.ratio() + " films; there are 16:9, 9:16, 1:1 and 4:5.";
        }
        if (remark instanceof Remark.Genre it) {
            return chinese
                    ? "没有这种音乐，用了最接近的" + Words.mood(it.nearest(), true) + "；可选：" + Words.moods(true) + "。"
                    : "I don't make that kind of music; " + Words.mood(it.nearest(), false) + " is the nearest of "
                            + Words.moods(false) + ".";
        }
        if (remark instanceof Remark.MovedInstead it) {
            String names = chinese ? "“" + String.join("”“", it.names()) + "”" : listed(it.names());
            return chinese
                    ? names + "的画面容不下" + Words.move(it.wished(), true) + "，改为" + Words.move(it.done(), true) + "。"
                    : "There is no room for a " + Words.move(it.wished(), false) + " over " + names
                            + (it.done() == Arrangement.Move.STILL
                                    ? "; the camera stays still instead."
                                    : "; the camera uses a " + Words.move(it.done(), false) + " instead.");
        }
        if (remark instanceof Remark.MovesLeftOut it) {
            String moves = it.moves().stream()
                    .map(move -> Words.move(move, chinese))
                    .collect(Collectors.joining(chinese ? "、" : ", "));
            return chinese ? "镜头太少，没有用到：" + moves + "。" : "The film has too few shots for: " + moves + ".";
        }
        if (remark instanceof Remark.HurriedPan it) {
            return hurried(it, chinese);
        }
        if (remark instanceof Remark.VideosKeepTheirMotion it) {
            String name = it.name().map(words -> "“" + words + "”").orElse("");
            return chinese
                    ? "运镜只用于照片，" + (name.isEmpty() ? "视频" : name) + "保持自身的画面。"
                    : "The camera moves over photos only; " + (name.isEmpty() ? "a video" : name)
                            + " keeps its own motion.";
        }
        return refusal(remark, chinese);
    }

    /** "I read “blakc” as “black”." */
    public static String read(List<Spelling.Correction> corrections, boolean chinese) {
        List<String> parts = corrections.stream()
                .distinct()
                .map(it -> "“" + it.written() + "”" + (chinese ? "读作" : " as ") + "“" + it.read() + "”")
                .toList();
        return chinese ? "我把" + String.join("，", parts) + "。" : "I read " + String.join(", ", parts) + ".";
    }

    private static String hurried(Remark.HurriedPan it, boolean chinese) {
        String time = Words.length(it.time(), chinese);
        String comfortable = Words.length(it.comfortable(), chinese);
        if (it.part().isPresent()) {
            return chinese
                    ? time + "只够扫过“" + it.name() + "”的" + it.part().get().part(true) + "；看完整张并且舒适，大约需要 " + comfortable
                            + "。"
                    : "In " + time + " the camera sees only " + it.part().get().part(false) + " of “" + it.name()
                            + "”; a comfortable pan over all of it takes about " + comfortable + ".";
        }
        return chinese
                ? time + "扫过整张“" + it.name() + "”比较快；大约 " + comfortable + "会比较舒适。"
                : "A pan over all of “" + it.name() + "” in " + time + " is fast; about " + comfortable
                        + " is comfortable.";
    }

    private static String refusal(Remark remark, boolean chinese) {
        if (remark instanceof Remark.OutOfRange it) {
            return chinese
                    ? quantity(it.what(), true) + "“" + Words.unitsInChinese(it.value()) + "”超出范围：可选 "
                            + Words.unitsInChinese(it.low()) + "到 " + Words.unitsInChinese(it.high()) + "。没有改动这一项。"
                    : "I left the " + quantity(it.what(), false) + ": " + it.value() + " is outside " + it.low()
                            + " to " + it.high() + ".";
        }
        if (remark instanceof Remark.NoSuchClip it) {
            return chinese
                    ? "影片里没有第 " + it.which() + " 个素材，一共有 " + it.have() + " 个。"
                    : "There is no image “" + it.which() + "” in the film; it has " + it.have() + ".";
        }
        if (remark instanceof Remark.RemovedEarlier) {
            return chinese
                    ? "这张图在同一条消息里已被移除，这部分没有改动。"
                    : "That picture was removed earlier in the same message; nothing was changed for it.";
        }
        if (remark instanceof Remark.NoSuchTitle it) {
            String text = it.text().map(words -> "“" + words + "”").orElse("");
            return chinese
                    ? "影片里没有标题" + text + "，可以说：加标题“…”。"
                    : "The film has no title " + (text.isEmpty() ? "yet" : text) + "; say: add the title \"…\".";
        }
        if (remark instanceof Remark.NoSuchSound it) {
            String name = it.name()
                    .filter(words -> !words.isEmpty())
                    .map(words -> "“" + words + "”")
                    .orElse("");
            return chinese
                    ? "没有可用的音乐" + name + "：请先上传音频文件，或说“加轻柔的音乐”。"
                    : "There is no such music" + (name.isEmpty() ? "" : " " + name)
                            + " in the film: upload a sound file, or say “add calm music”.";
        }
        if (remark instanceof Remark.NoMusicToFollow) {
            return chinese
                    ? "没有上传的音乐，影片无法与它一样长，时长没有改动：请先上传音频文件，或直接说时长。"
                    : "The film can't be as long as the music, since no sound file was uploaded; I left the length."
                            + " Upload one, or say a length.";
        }
        if (remark instanceof Remark.OwnMusicUnused it) {
            String use = chinese ? "要用它，请说“用" + it.name() + "”。" : " To have it, say: use " + it.name() + ".";
            return chinese
                    ? "没有使用上传的音频“" + it.name() + "”"
                            + it.instead().map(music -> "，因为要求的是" + music).orElse("") + "。" + use
                    : "The uploaded sound “" + it.name() + "” is not used"
                            + it.instead()
                                    .map(music -> ", since you asked for " + music)
                                    .orElse("") + "." + use;
        }
        if (remark instanceof Remark.OneLook it) {
            return chinese
                    ? "一次只能用一种色调，保留了" + Words.look(it.kept(), true) + "。"
                    : "One look at a time: I kept " + Words.look(it.kept(), false) + ".";
        }
        if (remark instanceof Remark.OneMood it) {
            return chinese
                    ? "一次只能用一种音乐，用了" + Words.mood(it.kept(), true) + "。"
                    : "One music at a time: I took " + Words.mood(it.kept(), false) + ".";
        }
        if (remark instanceof Remark.NotAllShown it) {
            return chinese
                    ? "影片太短，放不下全部素材：只显示前 " + it.shown() + " 个，共 " + it.of() + " 个。"
                    : "The film is too short for all: the first " + it.shown() + " of " + it.of() + " are shown.";
        }
        if (remark instanceof Remark.NoFace it) {
            return chinese
                    ? "在“" + String.join("”“", it.names()) + "”里没有找到脸，镜头以画面中最突出的地方为准。"
                    : "No face was found in " + listed(it.names())
                            + "; the camera uses what stands out in the picture instead.";
        }
        if (remark instanceof Remark.Aim it) {
            return chinese
                    ? "我认不出“" + it.words() + "”，镜头朝画面中最突出的地方移动。"
                    : "I can't tell which part is “" + it.words()
                            + "”; the camera goes to what stands out in the picture.";
        }
        if (remark instanceof Remark.UnknownKeys it) {
            return chinese
                    ? "JSON 里的 " + String.join("、", it.keys()) + " 我没有用到。"
                    : "I don't use these keys of the JSON: " + String.join(", ", it.keys()) + ".";
        }
        if (remark instanceof Remark.BrokenBrief it) {
            return chinese
                    ? "这段 JSON 第 " + it.line() + " 行有错误（" + it.reason() + "），没有改动。请改正后再发，或直接用文字说明。"
                    : "The JSON in the message can't be read: line " + it.line() + ": " + it.reason()
                            + ". Nothing was changed. Correct it and send it again, or write the request as a sentence.";
        }
        if (remark instanceof Remark.WholeFilmOnly it) {
            return chinese
                    ? "“" + it.words() + "”：色调、画幅、转场、淡入淡出和音乐只能用于整部影片，这部分没有改动。"
                    : "“" + it.words()
                            + "”: a look, ratio, transition, fade or music applies to the whole film, not to one picture; I changed nothing for this.";
        }
        if (remark instanceof Remark.NoTitleThere) {
            return chinese
                    ? "这里没有只属于这个画面的标题，没有移除标题。"
                    : "No title belongs to that picture alone, so no title was removed.";
        }
        if (remark instanceof Remark.OtherLanguage it) {
            return "This message seems to be in " + it.name().orElse("another language")
                    + ". I read English and Chinese (我能看懂英文和中文); nothing was changed."
                    + " Example: a 30-second video with calm music.";
        }
        if (remark instanceof Remark.NoStretch it) {
            return chinese
                    ? "“" + it.words() + "”：只有运镜和标题可以限定在一段时间内，这部分没有改动。"
                    : "“" + it.words()
                            + "”: only camera motion and titles can be limited to part of the film; I changed nothing for this.";
        }
        if (remark instanceof Remark.BadStretch it) {
            return chinese
                    ? "时间段“" + it.words() + "”与前一段重叠，或短于 0.5 秒，这部分没有改动。"
                    : "The time “" + it.words()
                            + "” overlaps the previous one, or is shorter than 0.5 s; I changed nothing for it.";
        }
        if (remark instanceof Remark.TitleTooLate it) {
            return chinese
                    ? "标题“" + it.text() + "”的时间在影片结束之后，时间没有改动。"
                    : "The time for “" + it.text() + "” lies behind the film's end; its time is as it was.";
        }
        return TitleRemarks.sentence(remark, chinese).orElseGet(() -> bare(remark, chinese));
    }

    private static String bare(Remark remark, boolean chinese) {
        if (remark instanceof Remark.NoVideo) {
            return chinese ? "这里没有视频素材：剪辑和变速只对上传的视频有效。" : "There is no uploaded video here to trim or to speed up.";
        }
        if (remark instanceof Remark.WhichAmount it) {
            return chinese
                    ? "“" + it.words() + "”：要改哪一项？可以说：时长减少 20%，或音量降低 20%。"
                    : "“" + it.words()
                            + "”: of what? Say for example: reduce the length by 20%, or turn the music down by 20%.";
        }
        if (remark instanceof Remark.WhichMusic) {
            return chinese
                    ? "想换成哪种音乐？可选：" + Words.moods(true) + "，也可以上传自己的音频。"
                    : "Which music? There are " + Words.moods(false) + ", or upload a sound file of your own.";
        }
        if (remark instanceof Remark.OnTheGrid it) {
            return chinese
                    ? "影片时长以 0.1 秒为单位：" + exactly(it.wanted()) + " 改为 " + Words.length(it.made(), true) + "。"
                    : "A film's length is a multiple of 0.1 s: " + Words.length(it.made(), false) + " instead of "
                            + exactly(it.wanted()) + ".";
        }
        if (remark instanceof Remark.NoEffect) {
            return chinese ? "这个设置对现在的影片没有影响。" : "The setting has no effect on the film as it is now.";
        }
        if (remark instanceof Remark.OnTheBeat) {
            return chinese
                    ? "有音乐时，没有指定时长的照片会在节拍上切换。"
                    : "When there is music, photos without a set length already change on the beat.";
        }
        if (remark instanceof Remark.KeptOrOnly) {
            return chinese
                    ? "没有移除任何素材。如果只要它，可以说：只保留第一张。"
                    : "I removed nothing. To use it alone, say for example: only the first photo.";
        }
        if (remark instanceof Remark.Help) {
            return chinese
                    ? "我能把图片和视频剪成影片：时长、节奏、画幅、运镜、顺序、截取和变速、转场、标题、音乐、色调、淡入淡出、撤销。例如：30 秒竖屏，慢慢推近，配轻柔的音乐，标题“城市之梦”。"
                    : "I make films of your images and videos: length, pace, ratio, camera moves, order, trims and speed, transitions, titles, music, looks,"
                            + " fades, undo. Say for example: 30 seconds, vertical, slow zoom in, calm music, title \"Urban Dreams\".";
        }
        if (remark instanceof Remark.NothingToUndo) {
            return chinese ? "没有可以撤销的操作。" : "There is nothing to undo.";
        }
        if (remark instanceof Remark.NothingToRedo) {
            return chinese ? "没有可以重做的操作。" : "There is nothing to redo.";
        }
        return chinese ? "这样影片里就什么都不剩了，所以没有移除。" : "That would leave nothing in the film, so I removed nothing.";
    }

    private static String exactly(java.time.Duration length) {
        return java.math.BigDecimal.valueOf(length.toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString() + " s";
    }

    /** “a”, “b” and “c”. */
    private static String listed(List<String> words) {
        int last = words.size() - 1;
        String end = "“" + words.get(last) + "”";
        return last == 0 ? end : "“" + String.join("”, “", words.subList(0, last)) + "” and " + end;
    }

    private static String quantity(Quantity what, boolean chinese) {
        return switch (what) {
            case LENGTH -> chinese ? "时长" : "length";
            case VOLUME -> chinese ? "音量" : "volume";
            case TEMPO -> chinese ? "速度" : "tempo";
            case TRANSITION -> chinese ? "转场时长" : "transitions' length";
            case FADE -> chinese ? "淡入淡出" : "fades";
            case SPEED -> chinese ? "播放速度" : "speed";
            case SIZE -> chinese ? "字号" : "size";
            case TEXT -> chinese ? "文字长度" : "title's length in characters";
            case TRIM -> chinese ? "截取范围" : "trim";
        };
    }

    private static String nearest(Ability ability) {
        return switch (ability) {
            case OVERLAY -> "The nearest I can do is a title: say where, and put its words in quotes.";
            case VOICE -> "I make music and can use a sound file you upload.";
            case RETOUCH -> "I don't alter what is in a picture; I can crop, move across it and give it a look.";
            case GENERATE -> "I only move the camera over your images: zoom, pan or hold still.";
            case OUTPUT -> "Films are MP4 at 1080p and 30 frames a second; I can set the ratio.";
            case ROTATE -> "I can pan and zoom instead; pictures are shown upright.";
            case TRANSCRIBE -> "I can show words that you give me in quotes.";
            case SHAKE -> "I have the looks warm, cool, black and white, sepia and vignette.";
            case GRADE -> "I have the looks warm, cool, black and white, sepia and vignette.";
            case PUBLISH -> "I can export the finished video for you to share.";
            case FONT ->
                "Titles have one typeface, still and upright; I can set their words, place, size, colour, time and fade.";
            case PLAYBACK -> "I can trim a video and change its speed, and reverse the order of the images.";
            case BARS ->
                "Pictures fill the canvas, or stand whole over a blurred copy of themselves: “fill the screen”, “blurred background”.";
            case WHITE -> "Fades go from and to black.";
        };
    }

    private static String nearestChinese(Ability ability) {
        return switch (ability) {
            case OVERLAY -> "最接近的是标题：请说明位置，并把文字放在引号里。";
            case VOICE -> "我能生成音乐，也能用你上传的音频。";
            case RETOUCH -> "我不改动图片内容，但可以裁剪、运镜和加色调。";
            case GENERATE -> "我只能让镜头在图片上运动：推近、拉远、平移或静止。";
            case OUTPUT -> "影片是 1080p、每秒 30 帧的 MP4，画幅可以选。";
            case ROTATE -> "可以用平移和推拉代替，图片会正向显示。";
            case TRANSCRIBE -> "我能显示你放在引号里的文字。";
            case SHAKE, GRADE -> "可选的色调有暖色、冷色、黑白、复古棕和暗角。";
            case PUBLISH -> "我可以导出成片，由你来分享。";
            case FONT -> "标题只有一种字体，静止横排；可以改文字、位置、大小、颜色、时间和淡入淡出。";
            case PLAYBACK -> "我可以截取视频、改变播放速度，也可以颠倒图片的顺序。";
            case BARS -> "画面可以填满屏幕，也可以完整显示在模糊背景上：“铺满”或“背景模糊”。";
            case WHITE -> "淡入淡出只能是黑色。";
        };
    }
}
