package io.longtake.media.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The specimens of both corpus tests, which run beside each other. */
final class Corpus {
    private Corpus() {}

    static List<Specimen> pictures() {
        return of(new JpegTopic(), new PngTopic(), new GifTopic(), new WebpTopic(), new HeifTopic(), new ColourTopic());
    }

    static List<Specimen> others() {
        return of(new ClipTopic(), new SoundTopic(), new BrokenTopic(), new LimitTopic());
    }

    private static List<Specimen> of(Topic... topics) {
        return Arrays.stream(topics)
                .flatMap(topic -> topic.specimens().stream().map(s -> in(folder(topic), s)))
                .toList();
    }

    private static String folder(Topic topic) {
        return topic.getClass().getSimpleName().replace("Topic", "").toLowerCase(Locale.ROOT);
    }

    private static Specimen in(String folder, Specimen specimen) {
        return new Specimen(folder + "/" + specimen.name(), specimen.recipe(), specimen.expected());
    }
}
