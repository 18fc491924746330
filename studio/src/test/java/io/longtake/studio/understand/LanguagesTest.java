package io.longtake.studio.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.template.Clause;
import io.longtake.studio.understand.template.Coverage;
import io.longtake.studio.understand.template.Template;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LanguagesTest {
    static Stream<Arguments> languages() {
        return Stream.of(Arguments.of("en", Languages.english()), Arguments.of("zh", Languages.chinese()));
    }

    static Stream<Arguments> examples() {
        return languages().flatMap(it -> {
            Languages.Language language = (Languages.Language) it.get()[1];
            return language.grammar().examples().entrySet().stream().flatMap(entry -> entry.getValue().stream()
                    .map(text -> Arguments.of(it.get()[0], entry.getKey(), text)));
        });
    }

    @Test
    void everyLanguageHasTemplatesForTheSameInstructions() {
        assertThat(instructions(Languages.chinese())).isEqualTo(instructions(Languages.english()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void everyInstructionHasAnExample(String tag, Languages.Language language) {
        assertThat(language.grammar().examples().keySet()).as(tag).containsAll(instructions(language));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void noTemplateIsWrittenTwice(String tag, Languages.Language language) {
        assertThat(language.grammar().templates().stream().map(Template::source))
                .as(tag)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("examples")
    void everyExampleIsCoveredByItsTemplates(String tag, String instruction, String example) {
        List<Clause> clauses = clauses(tag.equals("en") ? Languages.english() : Languages.chinese(), example);

        assertThat(clauses).isNotEmpty().allMatch(Clause.Read.class::isInstance);
        assertThat(clauses.stream()
                        .map(clause -> ((Clause.Read) clause).template().instruction()))
                .contains(instruction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void whatTheTemplatesDoNotReadIsReadByTheRules(String tag, Languages.Language language) {
        List<String> others = language.grammar().sections().stream()
                .flatMap(section -> section.others().stream())
                .toList();
        for (String example : others) {
            List<MediaItem> media = new java.util.ArrayList<>(Facts.FIVE);
            media.add(Facts.video("surf", 20));
            media.addAll(Facts.SOUND.subList(1, 2));
            assertThat(Understanding.read(example, new Scene(media, java.util.Optional.empty()))
                            .instructions())
                    .as(tag + ": " + example)
                    .isNotEmpty();
        }
    }

    @Test
    void aClauseWithOneMoreWordIsNotCovered() {
        assertThat(clauses(Languages.english(), "remove the second photo"))
                .singleElement()
                .isInstanceOf(Clause.Read.class);
        assertThat(clauses(Languages.english(), "remove the second photo frame"))
                .singleElement()
                .isInstanceOf(Clause.Unread.class);
        assertThat(clauses(Languages.chinese(), "删掉第二张")).singleElement().isInstanceOf(Clause.Read.class);
        assertThat(clauses(Languages.chinese(), "删掉第二张边框")).singleElement().isInstanceOf(Clause.Unread.class);
    }

    private static Set<String> instructions(Languages.Language language) {
        return language.grammar().templates().stream()
                .map(Template::instruction)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Clause> clauses(Languages.Language language, String message) {
        List<Quotes.Quote> quotes = Quotes.of(message);
        NormalText normal = NormalText.of(message, quotes);
        MessageSpans spans = new MessageSpans(message, normal, quotes, new ClipSpans(Facts.FIVE, language.names()));
        return Coverage.of(language.grammar(), spans, normal.text());
    }
}
