package io.longtake.studio.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.language.Language;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.template.Clause;
import io.longtake.studio.understand.template.Coverage;
import io.longtake.studio.understand.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void theRequestsThatChoicesStandForAreRead(String tag, Wording language) {
        Phrases phrases = language.language().phrases();
        Scene scene = new Scene(Facts.FIVE, Optional.empty());
        for (Move move : Move.values()) {
            String request = phrases.of("request.move", "move", Words.move(move, phrases), "place", 2);
            Reading reading = Understanding.read(request, scene, language.language());
            assertThat(reading.instructions())
                    .as(request)
                    .singleElement()
                    .isInstanceOfSatisfying(Wish.SetMotion.class, it -> {
                        assertThat(it.target().clips()).containsExactly(new Wish.Ref.Nth(2));
                        assertThat(it.moves()).containsExactly(move);
                    });
        }
        assertThat(Understanding.read(phrases.of("request.keep-everything"), scene, language.language())
                        .instructions())
                .as(tag)
                .containsExactly(new Wish.LeaveAsIs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no, 45|en",
                "put the photo of la casa del mar first|en",
                "add the title さくら|en",
                "sepia|en",
                "quita la segunda foto|es",
                "remova as fotos 2 e 3|pt",
                "ohne Musik|de",
                "sans musique|fr",
                "音楽なしで|ja",
                "不要音乐|zh"
            })
    void aMessageIsInTheLanguageOfItsWords(String message, String tag) {
        assertThat(Languages.of(message, new Scene(Facts.FIVE, Optional.empty()))
                        .tag())
                .isEqualTo(tag);
    }

    @Test
    void aClauseWithOneMoreWordIsNotCovered() {
        assertThat(clauses(ENGLISH, "remove the second photo")).singleElement().isInstanceOf(Clause.Read.class);
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
        MessageSpans spans = new MessageSpans(message, normal, quotes, new ClipSpans(Facts.FIVE, language), language);
        return Coverage.of(language.grammar(), spans, normal.text());
    }
}
