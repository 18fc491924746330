package io.longtake.cli.help;

import io.longtake.studio.language.Language;
import io.longtake.studio.understand.Wording;
import io.longtake.studio.understand.template.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A topic of the help.
 *
 * @param topic its name, such as {@code editing}
 */
public record HelpPage(String topic, String text) {
    public static final String EDITING = "editing";

    /** What the studio does with a message, in one paragraph. */
    public static final String INTRODUCTION = """
            The studio understands English and Chinese, the most frequent requests in
            other languages that are listed below, and several requests in one message.
            It replies in the language of the message. A request that it does not
            understand changes nothing, and the reply names it. It asks before an edit
            that would hide pictures; the answer is the next message. Pictures are named
            by their place before the message ("the second photo") or by a word of their
            file name ("the cat"). A message in a language that is not listed and that
            is not understood completely changes nothing, and the reply says so.""";

    /** What the studio understands: the examples of its own templates, which are tested. */
    public static HelpPage editing() {
        List<String> lines = new ArrayList<>(List.of("What the studio understands", "", INTRODUCTION, ""));
        for (Language language : Language.read()) {
            lines.add("In " + language.name());
            lines.add("");
            Wording.of(language).grammar().sections().forEach(section -> add(section, lines));
        }
        return new HelpPage(EDITING, String.join(System.lineSeparator(), lines).stripTrailing());
    }

    private static void add(Grammar.Section section, List<String> lines) {
        lines.add(section.title());
        Stream.concat(section.others().stream(), section.examples().stream())
                .distinct()
                .forEach(example -> lines.add("  " + example));
        lines.add("");
    }
}
