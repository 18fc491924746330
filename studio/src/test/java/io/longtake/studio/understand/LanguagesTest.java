package io.longtake.studio.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.language.Language;
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
    private static final Wording ENGLISH = Wording.of(Language.ENGLISH);
    private static final Wording CHINESE = Wording.of(Language.CHINESE);

    static Stream<Arguments> languages() {
        return Language.read().stream().map(it -> Arguments.of(it.tag(), Wording.of(it)));
    }

    static Stream<Arguments> examples() {
        return languages().flatMap(it -> {
            Wording language = (Wording) it.get()[1];
            return language.grammar().examples().entrySet().stream().flatMap(entry -> entry.getValue().stream()
                    .map(text -> Arguments.of(it.get()[0], entry.getKey(), text)));
        });
    }

    @Test
    void bothLanguagesOfTheFirstReaderHaveTemplatesForTheSameInstructions() {
        assertThat(instructions(CHINESE)).isEqualTo(instructions(ENGLISH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void everyInstructionHasAnExample(String tag, Wording language) {
        assertThat(language.grammar().examples().keySet()).as(tag).containsAll(instructions(language));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void noTemplateIsWrittenTwice(String tag, Wording language) {
        assertThat(language.grammar().templates().stream().map(Template::source))
                .as(tag)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("examples")
    void everyExampleIsCoveredByItsTemplates(String tag, String instruction, String example) {
        List<Clause> clauses = clauses(Wording.of(Language.of(tag)), example);

        assertThat(clauses).isNotEmpty().allMatch(Clause.Read.class::isInstance);
        assertThat(clauses.stream()
                        .map(clause -> ((Clause.Read) clause).template().instruction()))
                .contains(instruction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void whatTheTemplatesDoNotReadIsReadByTheRules(String tag, Wording language) {
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
        assertThat(clauses(ENGLISH, "remove the second photo"))
                .singleElement()
                .isInstanceOf(Clause.Read.class);
        assertThat(clauses(ENGLISH, "remove the second photo frame"))
                .singleElement()
                .isInstanceOf(Clause.Unread.class);
        assertThat(clauses(CHINESE, "删掉第二张")).singleElement().isInstanceOf(Clause.Read.class);
        assertThat(clauses(CHINESE, "删掉第二张边框")).singleElement().isInstanceOf(Clause.Unread.class);
    }

    private static Set<String> instructions(Wording language) {
        return language.grammar().templates().stream()
                .map(Template::instruction)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Clause> clauses(Wording language, String message) {
        List<Quotes.Quote> quotes = Quotes.of(message);
        NormalText normal = language.normal(message, quotes);
        MessageSpans spans =
                new MessageSpans(message, normal, quotes, new ClipSpans(Facts.FIVE, language), language);
        return Coverage.of(language.grammar(), spans, normal.text());
    }
}
