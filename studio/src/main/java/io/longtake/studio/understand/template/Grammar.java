package io.longtake.studio.understand.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of one language, from {@code language/<tag>/templates.txt}.
 *
 * <p>A line is a comment ({@code # …}), a rule ({@code <drop> = remove|delete}), words that may stand anywhere between two parts
 * ({@code skip: please|just}), words that join clauses ({@code join: and|then}), pronouns ({@code singular: it}, {@code plural: them}), a
 * template ({@code remove-clips: <drop> {clips}}), or
 * an example of the template before it ({@code > drop the cat}), the title of a section ({@code section: Sound}), or an example of
 * a request that the first reader reads ({@code ~ calm music}). A line that begins with blanks goes on with the one before it.
 *
 * @param skipped words that may stand anywhere
 * @param joins words between two clauses
 * @param singular pronouns for one clip
 * @param plural pronouns for several clips
 * @param examples by instruction
 * @param sections in the order of the file
 */
public record Grammar(
        List<Template> templates,
        List<String> skipped,
        List<String> joins,
        List<String> singular,
        List<String> plural,
        Map<String, List<String>> examples,
        List<Section> sections) {
    private static final Set<String> WORDS = Set.of("skip", "join", "singular", "plural");
    private static final Pattern RULE = Pattern.compile("<([a-z-]+)> *= *(.+)");
    private static final Pattern TEMPLATE = Pattern.compile("([a-z-]+): *(.+)");

    public Grammar {
        templates = List.copyOf(templates);
        skipped = List.copyOf(skipped);
        joins = List.copyOf(joins);
        singular = List.copyOf(singular);
        plural = List.copyOf(plural);
        examples = Map.copyOf(examples);
        sections = List.copyOf(sections);
    }

    /**
     * What can be asked about one topic.
     *
     * @param others examples of requests that the first reader reads
     * @param examples of the templates
     */
    public record Section(String title, List<String> others, List<String> examples) {
        public Section {
            others = List.copyOf(others);
            examples = List.copyOf(examples);
        }

        private Section withOther(String example) {
            return new Section(title, added(others, example), examples);
        }

        private Section withExample(String example) {
            return new Section(title, others, added(examples, example));
        }

        private static List<String> added(List<String> list, String more) {
            List<String> all = new ArrayList<>(list);
            all.add(more);
            return all;
        }
    }

    /** Loads the grammar of a language; fails for a template that is not well formed. */
    public static Grammar load(String tag) {
        String resource = "/language/" + tag + "/templates.txt";
        try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Grammar parse(List<String> lines) {
        Map<String, Part> rules = new HashMap<>();
        List<Template> templates = new ArrayList<>();
        Map<String, List<String>> words = new HashMap<>();
        Map<String, List<String>> examples = new HashMap<>();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("", List.of(), List.of()));
        String instruction = "";
        for (String line : continued(lines)) {
            Matcher rule = RULE.matcher(line);
            Matcher template = TEMPLATE.matcher(line);
            if (line.startsWith("> ")) {
                examples.computeIfAbsent(instruction, any -> new ArrayList<>()).add(line.substring(2));
                sections.add(sections.remove(sections.size() - 1).withExample(line.substring(2)));
            } else if (line.startsWith("~ ")) {
                sections.add(sections.remove(sections.size() - 1).withOther(line.substring(2)));
            } else if (rule.matches()) {
                rules.put(rule.group(1), PartParser.parse(rule.group(2), rules));
            } else if (!template.matches()) {
                throw new IllegalArgumentException("neither a rule nor a template: " + line);
            } else if (template.group(1).equals("section")) {
                sections.add(new Section(template.group(2), List.of(), List.of()));
            } else if (WORDS.contains(template.group(1))) {
                words.put(template.group(1), Arrays.asList(template.group(2).split("\\|", -1)));
            } else {
                instruction = template.group(1);
                templates.add(new Template(instruction, template.group(2), PartParser.parse(template.group(2), rules)));
            }
        }
        return new Grammar(
                templates,
                words.getOrDefault("skip", List.of()),
                words.getOrDefault("join", List.of()),
                words.getOrDefault("singular", List.of()),
                words.getOrDefault("plural", List.of()),
                examples,
                sections.subList(1, sections.size()));
    }

    private static List<String> continued(List<String> lines) {
        List<String> whole = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ") && !whole.isEmpty()) {
                int last = whole.size() - 1;
                whole.set(last, whole.get(last) + line.strip());
            } else {
                whole.add(line.strip());
            }
        }
        return whole;
    }
}
