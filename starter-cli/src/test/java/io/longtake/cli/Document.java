package io.longtake.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Markdown document of the repository.
 *
 * @param file its path
 */
record Document(Path file) {
    private static final Pattern FENCED = Pattern.compile("^(```|~~~).*?^\\1\\s*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$", Pattern.MULTILINE);
    private static final Pattern TYPE_NAME =
            Pattern.compile("([A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*)(\\.[A-Za-z_][A-Za-z0-9_.]*)?(\\(\\))?");

    /** The targets of relative links to a missing file or a missing heading. */
    List<String> brokenLinks() throws IOException {
        var broken = new ArrayList<String>();
        for (var target : matches(LINK, INLINE_CODE.matcher(prose()).replaceAll(""))) {
            if (!SCHEME.matcher(target).matches() && !leadsSomewhere(target)) {
                broken.add(target);
            }
        }
        return broken;
    }

    /** Names in code type that look like Java types; for {@code Type.member}, the type. */
    Set<String> namedTypes() throws IOException {
        var names = new HashSet<String>();
        for (var code : matches(INLINE_CODE, prose())) {
            var type = TYPE_NAME.matcher(code);
            if (type.matches()) {
                names.add(type.group(1));
            }
        }
        return names;
    }

    private boolean leadsSomewhere(String target) throws IOException {
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var there = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        return Files.exists(there) && (hash < 0 || new Document(there).anchors().contains(target.substring(hash + 1)));
    }

    /** The anchors of the headings, as GitHub generates them. */
    private Set<String> anchors() throws IOException {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        for (var heading : matches(HEADING, prose())) {
            var plain = LINK.matcher(heading).replaceAll(link -> link.group().replaceAll("^\\[|].*$", ""));
            var anchor = plain.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    /** The text without code blocks. */
    private String prose() throws IOException {
        return FENCED.matcher(Files.readString(file)).replaceAll("");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
