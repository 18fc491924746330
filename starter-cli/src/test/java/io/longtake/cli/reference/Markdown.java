package io.longtake.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a Markdown page. */
final class Markdown {
    private final List<String> blocks = new ArrayList<>();

    Markdown(String title) {
        blocks.add("# " + title);
        blocks.add("<!-- Made from the code by ReferenceTest: mvn -Pwrite-reference -pl starter-cli -am -->");
    }

    Markdown part(String title) {
        blocks.add("## " + title);
        return this;
    }

    Markdown section(String title) {
        blocks.add("### " + title);
        return this;
    }

    Markdown paragraph(String text) {
        if (!text.isBlank()) {
            blocks.add(text.strip());
        }
        return this;
    }

    Markdown code(String text) {
        blocks.add("```\n" + text.stripTrailing() + "\n```");
        return this;
    }

    /** Adds a table; omits it if it has no rows. */
    Markdown table(List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            blocks.add(Stream.of(Stream.of(head, head.stream().map(any -> "---").toList()), rows.stream())
                    .flatMap(lines -> lines)
                    .map(Markdown::row)
                    .collect(Collectors.joining("\n")));
        }
        return this;
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    String text() {
        return String.join("\n\n", blocks) + "\n";
    }
}
