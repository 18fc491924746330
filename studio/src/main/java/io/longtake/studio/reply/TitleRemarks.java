package io.longtake.studio.reply;

import io.longtake.studio.language.Phrases;
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
    static Optional<String> sentence(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.NothingToShow it) {
            return Optional.of(
                    it.characters().isEmpty()
                            ? phrases.of("remark.nothing-to-show")
                            : phrases.of("remark.nothing-to-draw", "characters", named(it.characters())));
        } else if (remark instanceof Remark.NotShown it) {
            return Optional.of(
                    phrases.of("remark.not-shown", "title", it.title(), "characters", named(it.characters())));
        } else if (remark instanceof Remark.TitleTooLong it) {
            return Optional.of(phrases.of("remark.title-too-long", "most", it.most()));
        } else if (remark instanceof Remark.TitleSmall it) {
            return Optional.of(phrases.of("remark.title-small", "text", it.text(), "ratio", it.ratio()));
        } else if (remark instanceof Remark.TitleLater it) {
            return Optional.of(
                    phrases.of("remark.title-later", "text", it.text(), "start", Words.length(it.start(), phrases)));
        } else if (remark instanceof Remark.NoRoomForTitle it) {
            return Optional.of(phrases.of("remark.no-room-for-title", "text", it.text()));
        } else if (remark instanceof Remark.CaptionTooLong it) {
            return Optional.of(tooHigh(it, phrases));
        }
        return Optional.empty();
    }

    private static String tooHigh(Remark.CaptionTooLong it, Phrases phrases) {
        String start = it.text().codePointCount(0, it.text().length()) > START
                ? it.text().substring(0, it.text().offsetByCodePoints(0, START)) + "…"
                : it.text();
        return phrases.of(
                it.set() ? "remark.caption-long" : "remark.caption-too-long",
                "text",
                start,
                "lines",
                it.lines(),
                "ratio",
                it.ratio(),
                "most",
                it.most());
    }

    private static String named(List<String> characters) {
        String all = String.join(" ", characters.subList(0, Math.min(NAMED, characters.size())));
        return characters.size() > NAMED ? all + " …" : all;
    }
}
