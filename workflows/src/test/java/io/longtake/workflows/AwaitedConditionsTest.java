package io.longtake.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A method reference to a value binds that value when it is evaluated: {@code Workflow.await(state::quiet)} keeps
 * testing the record that {@code state} referred to at that moment. Conditions must be lambdas over fields. Bytecode
 * does not distinguish the two reliably, so this test reads the source files.
 */
class AwaitedConditionsTest {
    private static final Pattern BOUND = Pattern.compile(
            "\\bawait\\((?:[^;{}]*,\\s*)?(?:this\\.)?[a-z]\\w*(?:\\(\\))?(?:\\.\\w+(?:\\(\\))?)*::\\w+");

    @Test
    void noConditionIsABoundMethodReference() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> java =
                    sources.filter(p -> p.toString().endsWith(".java")).toList();
            assertThat(java).as("the sources exist").isNotEmpty();
            assertThat(java).noneMatch(p -> BOUND.matcher(text(p)).find());
        }
    }

    @Test
    void boundConditionsAreRecognised() {
        assertThat(Stream.of(
                        "Workflow.await(state::quiet);",
                        "Workflow.await(Duration.ofSeconds(1), this.state::quiet)",
                        "Workflow.await(state()::quiet)"))
                .allMatch(line -> BOUND.matcher(line).find());
        assertThat(Stream.of("Workflow.await(Workflow::isEveryHandlerFinished)", "Workflow.await(() -> state.quiet())"))
                .noneMatch(line -> BOUND.matcher(line).find());
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
