package io.longtake.cli.terminal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.longtake.cli.Longtake;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;

@AnalyzeClasses(packages = "io.longtake.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class PrintingTest {
    /**
     * These classes pass all output through {@link Printable}; {@link Longtake} passes the streams to Picocli for its
     * help.
     */
    @ArchTest
    static void onlyAFewClassesPrint(JavaClasses classes) {
        noClasses()
                .that()
                .doNotBelongToAnyOf(
                        StatusOutput.class, Questions.class, Invocation.class, Longtake.class, Environment.class)
                .should()
                .callMethod(Environment.class, "out")
                .orShould()
                .callMethod(Environment.class, "err")
                .check(classes);
    }
}
