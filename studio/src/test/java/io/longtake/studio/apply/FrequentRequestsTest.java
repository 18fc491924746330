package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import io.longtake.studio.language.Language;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.language.Rows;
import io.longtake.studio.understand.Wording;
import io.longtake.studio.understand.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of instructions and languages: {@code language/frequent.tsv} lists the instructions, {@code language/<tag>/sentences.tsv} the
 * sentences of a language. The same instruction leads to the same film in every language.
 */
class FrequentRequestsTest {
    private record Request(String instruction, String scene, String facts) {}

    private record Sentence(String instruction, String messages, String reply) {}

    static Stream<Arguments> sentences() {
        return Language.read().stream().flatMap(language -> of(language).stream()
                .map(it -> Arguments.of(language.tag(), it.instruction(), it.messages(), it.reply())));
    }

    static Stream<Language> languages() {
        return Language.read().stream();
    }

    private static List<Request> requests() {
        return Rows.of("frequent.tsv").stream()
                .map(row -> new Request(row.cell(0), row.cell(1), row.cell(2)))
                .toList();
    }

    private static List<Sentence> of(Language language) {
        return Rows.of(language.tag() + "/sentences.tsv").stream()
                .map(row -> new Sentence(row.cell(0), row.cell(1), row.cell(2)))
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("sentences")
    void aSentenceMeansTheSameInEveryLanguage(String tag, String instruction, String messages, String reply) {
        Request request = requests().stream()
                .filter(it -> it.instruction().equals(instruction))
                .findFirst()
                .orElseThrow(() -> new AssertionError("frequent.tsv has no instruction " + instruction));

        EditResult result = Scenes.last(request.scene(), List.of(messages.split(" >> ", -1)));

        assertThat(Scenes.facts(request.scene(), result)).isEqualTo(request.facts());
        assertThat(result.reply()).contains(reply);
        assertThat(result.asked()).isEmpty();
        assertThat(result.refused().isEmpty() || instruction.equals("help"))
                .as(result.reply())
                .isTrue();
    }

    @Test
    void theTableHasNoHoleAndNoDuplicate() {
        List<String> holes = new ArrayList<>();
        StringBuilder table = new StringBuilder(String.format("%n%-16s", "instruction"));
        languages().forEach(it -> table.append(String.format("%-18s", it.tag() + " template/rows")));
        for (Request request : requests()) {
            table.append(String.format("%n%-16s", request.instruction()));
            for (Language language : Language.read()) {
                Wording wording = Wording.of(language);
                long templates = wording.grammar().templates().stream()
                        .filter(it -> it.instruction().equals(request.instruction()))
                        .count();
                long rows = of(language).stream()
                        .filter(it -> it.instruction().equals(request.instruction()))
                        .count();
                boolean rules = templates == 0 && wording.hasFirstReader();
                table.append(String.format("%-18s", (rules ? "rules" : templates) + "/" + rows));
                if (rows == 0 || (templates == 0 && !rules)) {
                    holes.add(language.tag() + " " + request.instruction());
                }
            }
        }
        System.out.println(table);

        assertThat(holes).isEmpty();
        assertThat(requests().stream().map(Request::instruction)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void noSentenceAndNoTemplateIsThereTwice(Language language) {
        List<Template> templates = Wording.of(language).grammar().templates();

        assertThat(of(language).stream().map(Sentence::messages)).doesNotHaveDuplicates();
        assertThat(templates.stream().map(Template::source)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void everyLanguageHasTheSameRepliesWithTheSameValues(Language language) {
        Phrases english = Language.ENGLISH.phrases();
        Phrases phrases = language.phrases();

        assertThat(phrases.keys()).isEqualTo(english.keys());
        Map<String, String> strange = new TreeMap<>();
        for (String key : english.keys()) {
            String more = phrases.values(key).stream()
                    .filter(value -> !english.values(key).contains(value))
                    .collect(Collectors.joining(" "));
            if (!more.isEmpty()) {
                strange.put(key, more);
            }
        }
        // A phrase may leave out a value, as the plural of a word that has none; another value would stay empty.
        assertThat(strange).isEmpty();
    }
}
