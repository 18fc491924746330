package io.longtake.workflows.session;

import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.util.regex.Pattern;

/** A backend that generates shows the raw video first and adds music and titles later. */
final class SecondStage {
    private static final Pattern MORE_THAN_PICTURES = Pattern.compile(
            "(?i)\\b(?:music|bgm|song|sound\\w*|audio|soundtrack|melody|piano|guitar|beats?|voice\\w*|narrat\\w*|titles?|captions?"
                    + "|subtitles?|text|lyrics)\\b|音乐|音樂|配乐|背景乐|歌|声音|旁白|标题|標題|字幕|文字");

    private SecondStage() {}

    /** The pictures are new, nothing else has come with them, and more was asked for. */
    static boolean isDue(String prompt, TimelineSnapshot baseline, TimelineSnapshot now) {
        return !has(TrackType.VIDEO, baseline)
                && has(TrackType.VIDEO, now)
                && now.tracks().stream().filter(t -> t.segmentCount() > 0).allMatch(t -> t.type() == TrackType.VIDEO)
                && MORE_THAN_PICTURES.matcher(prompt).find();
    }

    private static boolean has(TrackType type, TimelineSnapshot snapshot) {
        return snapshot.tracks().stream()
                        .filter(t -> t.type() == type)
                        .mapToInt(TimelineTrack::segmentCount)
                        .sum()
                > 0;
    }
}
