package io.longtake.studio.understand.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarTest {
    private static final SlotReader DIGITS =
            (kind, text, at) -> kind.equals("digit") && Character.isDigit(text.charAt(at))
                    ? List.of(new SlotReader.Found(text.charAt(at) - '0', at + 1))
                    : List.of();

    private static List<Clause> clauses(String text, String... lines) {
        return Coverage.of(Grammar.parse(List.of(lines)), DIGITS, text);
    }

    private static String names(List<Clause> clauses) {
        return clauses.stream()
                .map(it -> it instanceof Clause.Read read ? read.template().instruction() : "?")
                .toList()
                .toString();
    }

    @Test
    void optionalPartsAlternativesRulesAndSlotsMatch() {
        String[] lines = {"<drop> = remove|take out", "remove: [please] <drop> (photo|picture) {digit}"};

        for (String text : List.of("remove photo 3", "please take out picture 3")) {
            Clause.Read read = (Clause.Read) clauses(text, lines).get(0);
            assertThat(read.slots().get("digit", Integer.class)).isEqualTo(3);
        }
        assertThat(names(clauses("remove the photo 3", lines))).isEqualTo("[?]");
        assertThat(names(clauses("removed photo 3", lines))).isEqualTo("[?]");
    }

    @Test
    void skippedWordsMayStandAnywhere() {
        String[] lines = {"skip: just|the", "remove: remove photo {digit}"};

        assertThat(names(clauses("just remove the photo 3 just", lines))).isEqualTo("[remove]");
    }

    @Test
    void clausesEndAtMarksAndAtJoiningWords() {
        String[] lines = {"join: and", "remove: remove {digit}", "keep: keep {digit}"};

        List<Clause> clauses = clauses("remove 1, keep 2 and remove 3. and something else", lines);
        assertThat(names(clauses)).isEqualTo("[remove, keep, remove, ?]");
        assertThat(clauses.stream().map(Clause::joined)).containsExactly(false, false, true, false);
    }

    @Test
    void theDivisionThatCoversMoreCounts() {
        String[] lines = {"join: and", "one: remove {digit}", "both: remove {digit:a} and {digit:b}"};

        assertThat(names(clauses("remove 1 and 2", lines))).isEqualTo("[both]");
        assertThat(names(clauses("remove 1 and leave 2", lines))).isEqualTo("[one, ?]");
    }

    @Test
    void aFaultOfATemplateIsNamed() {
        assertThatThrownBy(() -> Grammar.parse(List.of("remove: remove (photo")))
                .hasMessageContaining("')' is missing")
                .hasMessageContaining("remove (photo");
        assertThatThrownBy(() -> Grammar.parse(List.of("remove: <drop> it")))
                .hasMessageContaining("no rule is named 'drop'");
        assertThatThrownBy(() -> Grammar.parse(List.of("remove it")))
                .hasMessageContaining("neither a rule nor a template");
    }
}
