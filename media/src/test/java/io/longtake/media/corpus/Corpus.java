package io.longtake.media.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All specimens, by topic. */
final class Corpus {
    private Corpus() {}

    static List<Specimen> all() {
        return Stream.of(
                        new JpegTopic(),
                        new PngTopic(),
                        new GifTopic(),
                        new WebpTopic(),
                        new HeifTopic(),
                        new ColourTopic(),
                        new ClipTopic(),
                        new SoundTopic(),
                        new BrokenTopic(),
                        new LimitTopic())
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
