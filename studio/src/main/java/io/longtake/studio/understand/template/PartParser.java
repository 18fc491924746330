package io.longtake.studio.understand.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the text of a template: {@code [the] {clip} (longer|for longer) <please>}. */
final class PartParser {
    private static final String SPECIAL = "[](){}<>|";

    private final String source;
    private final Map<String, Part> rules;
    private int at;

    private PartParser(String source, Map<String, Part> rules) {
        this.source = source;
        this.rules = rules;
    }

    /** @param rules what {@code <name>} stands for */
    static Part parse(String source, Map<String, Part> rules) {
        PartParser parser = new PartParser(source, rules);
        Part part = parser.choice();
        if (parser.at < source.length()) {
            throw parser.fault("unexpected '" + source.charAt(parser.at) + "'");
        }
        return part;
    }

    private Part choice() {
        List<Part> parts = new ArrayList<>();
        parts.add(sequence());
        while (peek('|')) {
            at++;
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : new Part.Choice(parts);
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        Part next = one();
        while (next != null) {
            parts.add(next);
            next = one();
        }
        if (parts.isEmpty()) {
            throw fault("an empty alternative");
        }
        return parts.size() == 1 ? parts.get(0) : new Part.Sequence(parts);
    }

    private @Nullable Part one() {
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
        if (at == source.length()) {
            return null;
        }
        return switch (source.charAt(at)) {
            case '(' -> enclosed(')');
            case '[' -> new Part.Maybe(enclosed(']'));
            case '{' -> slot();
            case '<' -> rule();
            case '|', ')', ']' -> null;
            case '}', '>' -> throw fault("unexpected '" + source.charAt(at) + "'");
            default -> words();
        };
    }

    private Part enclosed(char close) {
        at++;
        Part part = choice();
        if (!peek(close)) {
            throw fault("'" + close + "' is missing");
        }
        at++;
        return part;
    }

    private Part slot() {
        String[] names = name('}').split(":", -1);
        return new Part.Slot(names[0], names[names.length - 1]);
    }

    private Part rule() {
        String name = name('>');
        Part part = rules.get(name);
        if (part == null) {
            throw fault("no rule is named '" + name + "'");
        }
        return part;
    }

    private String name(char close) {
        int end = source.indexOf(close, at);
        if (end < 0) {
            throw fault("'" + close + "' is missing");
        }
        String name = source.substring(at + 1, end);
        at = end + 1;
        return name;
    }

    private Part words() {
        int end = at;
        while (end < source.length() && SPECIAL.indexOf(source.charAt(end)) < 0) {
            end++;
        }
        List<Part> words = new ArrayList<>();
        for (String word : source.substring(at, end).strip().split(" +", -1)) {
            words.add(new Part.Words(word));
        }
        at = end;
        return words.size() == 1 ? words.get(0) : new Part.Sequence(words);
    }

    private boolean peek(char c) {
        return at < source.length() && source.charAt(at) == c;
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " at " + at + " of the template \"" + source + "\"");
    }
}
