package io.longtake.cli.reference;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the texts that the main code of a module may show to a user: string literals that contain a space, and those
 * passed to Picocli annotations, exceptions or the terminal. Expressions between literals appear as {@code {…}}.
 */
final class UserTexts {
    private static final String GAP = "{…}";
    /** Elements of Picocli's annotations. */
    private static final Set<String> HELP =
            Set.of("header", "description", "footer", "exitCodeList", "exitCodeListHeading");

    private static final Set<String> LOGGING = Set.of("trace", "debug", "info", "warn", "error");
    private static final Set<String> TALKING = Set.of("say", "always", "detail", "live");
    private static final Set<String> PATTERNS =
            Set.of("compile", "matches", "split", "replaceAll", "replaceFirst", "matching", "getProperty", "ofPattern");
    private static final Pattern SQL = Pattern.compile(
            "\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|VACUUM|ATTACH|WITH|REPLACE|select|insert"
                    + "|update|delete|create|alter|drop|pragma|begin|vacuum)\\b.*",
            Pattern.DOTALL);
    private static final Pattern GRAMMAR = Pattern.compile(".*(\\(\\?:|\\\\p\\{).*", Pattern.DOTALL);
    /** Two words; a word and a placeholder; or a word and a space at the end, to which the code appends another word. */
    private static final Pattern WORDS = Pattern.compile(
            ".*(\\p{L}\\S* +\\S*\\p{L}|\\p{L}{2,}\\S* +GAP|\\p{L}{4,}GAP|GAP\\S* +\\p{L}{2,}|\\p{L}{2,}[^\\s/]* $).*"
                    .replace("GAP", Pattern.quote(GAP)),
            Pattern.DOTALL);

    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*", Pattern.DOTALL);
    private static final Pattern FORMAT = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[a-zA-Z]|%n");

    /** Where a text appears. */
    private enum Kind {
        HELP,
        ERROR,
        SAID,
        TEXT,
        LOG
    }

    private record Found(Kind kind, String text) {}

    private UserTexts() {}

    /**
     * Returns the list for those packages of a module that match.
     *
     * @param wanted matches package names relative to the module's prefix
     * @param chinese whether the module has texts in Chinese; elsewhere Chinese literals are only search patterns
     */
    static String list(String module, Predicate<String> wanted, boolean chinese) {
        Map<String, Set<Found>> said = new LinkedHashMap<>();
        Map<String, Set<Found>> logged = new LinkedHashMap<>();
        for (var unit : Sources.of(module)) {
            var topic = Sources.packageOf(unit).replaceFirst("io\\.longtake\\.[a-z]+\\.?", "");
            if (wanted.test(topic)) {
                read(unit, topic, chinese, said, logged);
            }
        }
        var text = new StringBuilder("Made from the sources: mvn -Pwrite-reference -pl starter-cli -am\n");
        write(said, text, true);
        if (!logged.isEmpty()) {
            text.append("\n\n==== Log lines ====\n");
            write(logged, text, false);
        }
        return text.toString();
    }

    private static void write(Map<String, Set<Found>> found, StringBuilder text, boolean kinds) {
        found.forEach((place, lines) -> {
            text.append('\n').append(place).append('\n');
            lines.forEach(line -> text.append(
                            kinds ? "  %-5s ".formatted(line.kind().name().toLowerCase(java.util.Locale.ROOT)) : "  ")
                    .append(line.text())
                    .append('\n'));
        });
    }

    private static void read(
            CompilationUnit unit,
            String topic,
            boolean chinese,
            Map<String, Set<Found>> said,
            Map<String, Set<Found>> logged) {
        unit.findAll(Expression.class, UserTexts::isWhole).forEach(whole -> {
            var kind = kind(whole);
            var text = isFormat(whole)
                    ? FORMAT.matcher(text(whole)).replaceAll(Matcher.quoteReplacement(GAP))
                    : text(whole);
            if (kind.isEmpty() || !isForPeople(text, kind.get(), chinese)) {
                return;
            }
            var place = (topic.isEmpty() ? "" : topic + ".") + typeOf(whole);
            (kind.get() == Kind.LOG ? logged : said)
                    .computeIfAbsent(place, any -> new LinkedHashSet<>())
                    .add(new Found(kind.get(), text));
        });
    }

    private static String typeOf(Expression expression) {
        return Sources.typeAround(expression)
                .map(type -> Sources.nameOf(type).replaceFirst("\\..*", ""))
                .orElse("");
    }

    /**
     * Whether the expression is a literal or a whole concatenation. The two branches of a conditional count as separate
     * texts.
     */
    private static boolean isWhole(Expression expression) {
        return isText(expression)
                && !(expression instanceof ConditionalExpr)
                && !(expression instanceof EnclosedExpr)
                && expression.getParentNode().filter(UserTexts::isPart).isEmpty();
    }

    private static boolean isFormat(Expression whole) {
        return whole.getParentNode()
                .filter(parent -> parent instanceof MethodCallExpr call
                        && call.getNameAsString().matches("format(ted)?"))
                .isPresent();
    }

    private static boolean isText(Node node) {
        if (node instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return isText(sum.getLeft()) || isText(sum.getRight());
        }
        if (node instanceof EnclosedExpr enclosed) {
            return isText(enclosed.getInner());
        }
        if (node instanceof ConditionalExpr choice) {
            return isText(choice.getThenExpr()) || isText(choice.getElseExpr());
        }
        return node instanceof StringLiteralExpr || node instanceof TextBlockLiteralExpr;
    }

    private static boolean isPart(Node parent) {
        if (parent instanceof BinaryExpr sum) {
            return sum.getOperator() == BinaryExpr.Operator.PLUS;
        }
        return (parent instanceof EnclosedExpr || parent instanceof ConditionalExpr)
                && parent.getParentNode().filter(UserTexts::isPart).isPresent();
    }

    private static String text(Expression expression) {
        if (expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return (text(sum.getLeft()) + text(sum.getRight())).replace(GAP + GAP, GAP);
        }
        if (expression instanceof EnclosedExpr enclosed) {
            return text(enclosed.getInner());
        }
        if (expression instanceof ConditionalExpr choice && isText(choice)) {
            return "{" + text(choice.getThenExpr()) + " | " + text(choice.getElseExpr()) + "}";
        }
        if (expression instanceof LiteralStringValueExpr literal && isText(literal)) {
            var text = expression instanceof StringLiteralExpr string
                    ? string.asString()
                    : ((TextBlockLiteralExpr) expression).translateEscapes();
            return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
        }
        return GAP;
    }

    /** Returns the kind of text; empty for strings that are not texts, such as patterns and SQL statements. */
    private static Optional<Kind> kind(Expression whole) {
        Node node = whole;
        for (var up = node.getParentNode(); up.isPresent(); node = up.get(), up = node.getParentNode()) {
            var parent = up.get();
            if (parent instanceof MemberValuePair element) {
                return Optional.of(Kind.HELP).filter(any -> HELP.contains(element.getNameAsString()));
            }
            if (parent instanceof AnnotationExpr) {
                return Optional.empty();
            }
            if (parent instanceof ObjectCreationExpr made && made.getArguments().contains(node)) {
                var type = made.getType().getNameAsString();
                return type.endsWith("Exception") || type.endsWith("Failure") || type.endsWith("Error")
                        ? Optional.of(Kind.ERROR)
                        : Optional.of(Kind.TEXT);
            }
            boolean given =
                    parent instanceof MethodCallExpr call && call.getArguments().contains(node);
            if (given && !((MethodCallExpr) parent).getNameAsString().equals("format")) {
                return kind((MethodCallExpr) parent);
            }
            if (parent instanceof TypeDeclaration) {
                break;
            }
        }
        return Optional.of(Kind.TEXT);
    }

    private static Optional<Kind> kind(MethodCallExpr call) {
        var name = call.getNameAsString();
        var scope = call.getScope().map(Node::toString).orElse("");
        if (PATTERNS.contains(name)) {
            return Optional.empty();
        }
        if (LOGGING.contains(name) && scope.matches("(?i).*(log|logger|getLogger\\(.*\\))")) {
            return Optional.of(Kind.LOG);
        }
        if (scope.endsWith("CommandFailure") || scope.endsWith("ApplicationFailure")) {
            return Optional.of(Kind.ERROR);
        }
        return Optional.of(TALKING.contains(name) ? Kind.SAID : Kind.TEXT);
    }

    private static boolean isForPeople(String text, Kind kind, boolean chinese) {
        if (SQL.matcher(text).matches() || GRAMMAR.matcher(text).matches()) {
            return false;
        }
        boolean told = kind == Kind.HELP || kind == Kind.SAID || kind == Kind.LOG;
        return told
                ? text.chars().anyMatch(Character::isLetter)
                : WORDS.matcher(text).matches()
                        || (chinese && CHINESE.matcher(text).matches());
    }
}
