package io.longtake.cli.reference;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of JSON fields in the code, by place: {@code job/JobRunner#unfinished} for a method that fills a map,
 * {@code doctor/Finding} for a record.
 *
 * @param byPlace methods with literal keys in {@code put} or {@code Map.of}, and every record
 * @param additions the fields that {@code addToResult} adds to a command's document
 */
record JsonKeys(Map<String, Set<String>> byPlace, Set<String> additions) {
    static JsonKeys ofTheCommands() {
        var found = new JsonKeys(new TreeMap<>(), new TreeSet<>());
        Sources.of("starter-cli").forEach(found::read);
        return found;
    }

    /**
     * Returns the methods among the places. A record may have any purpose, but a map with literal keys is meant for
     * output.
     */
    Stream<String> methods() {
        return byPlace.keySet().stream().filter(place -> place.contains("#"));
    }

    private void read(CompilationUnit unit) {
        unit.findAll(MethodCallExpr.class).forEach(call -> keys(call)
                .forEach(key -> byPlace.computeIfAbsent(place(unit, call), any -> new LinkedHashSet<>())
                        .add(key)));
        unit.findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getNameAsString().equals("addToResult"))
                .flatMap(call -> text(call.getArgument(0)))
                .forEach(additions::add);
        unit.findAll(RecordDeclaration.class).forEach(found -> {
            var names = new LinkedHashSet<String>();
            found.getParameters().forEach(component -> names.add(component.getNameAsString()));
            byPlace.put(topic(unit) + Sources.nameOf(found), names);
        });
    }

    private static Stream<String> keys(MethodCallExpr call) {
        var arguments = call.getArguments();
        if (call.getNameAsString().equals("put") && arguments.size() == 2) {
            return text(arguments.get(0));
        }
        boolean map = call.getNameAsString().equals("of")
                && call.getScope()
                        .filter(scope -> scope.toString().matches("(java\\.util\\.)?Map"))
                        .isPresent();
        return map
                ? Stream.iterate(0, i -> i < arguments.size(), i -> i + 2).flatMap(i -> text(arguments.get(i)))
                : Stream.empty();
    }

    private static Stream<String> text(Expression expression) {
        return expression.toStringLiteralExpr().map(literal -> literal.asString()).stream();
    }

    private static String place(CompilationUnit unit, MethodCallExpr call) {
        var method = Sources.around(call, MethodDeclaration.class)
                .map(JsonKeys::nameOf)
                .orElse("");
        return topic(unit) + Sources.typeAround(call).map(Sources::nameOf).orElse("") + "#" + method;
    }

    /** Returns the method's name, with parameter types if the type has other methods of that name. */
    private static String nameOf(MethodDeclaration method) {
        var name = method.getNameAsString();
        boolean alone = Sources.typeAround(method)
                .filter(type -> type.getMethodsByName(name).size() == 1)
                .isPresent();
        return alone
                ? name
                : name + "("
                        + method.getParameters().stream()
                                .map(parameter -> parameter.getTypeAsString())
                                .collect(Collectors.joining(","))
                        + ")";
    }

    private static String topic(CompilationUnit unit) {
        return Sources.packageOf(unit)
                        .replaceFirst("io\\.longtake\\.cli\\.?", "")
                        .replace('.', '/') + "/";
    }
}
