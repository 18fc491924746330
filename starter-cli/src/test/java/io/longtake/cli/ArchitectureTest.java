package io.longtake.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FileAccessRules;
import io.longtake.network.HttpClientRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@AnalyzeClasses(packages = "io.longtake.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests clients = ArchTests.in(HttpClientRules.class);

    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    /** Each package is a slice, including the root package with the entry points: no other package uses those. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();

    /** The package contains only commands and option mixins; the work of a command belongs to the package of its topic. */
    @ArchTest
    static final ArchRule commandsStandAlone = classes()
            .that()
            .resideInAPackage("io.longtake.cli.command")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(be(describe("a command or an option mixin", ArchitectureTest::isCommandOrMixin)));

    private static boolean isCommandOrMixin(JavaClass type) {
        return type.isAnnotatedWith(Command.class)
                || type.getFields().stream().anyMatch(field -> field.isAnnotatedWith(Option.class));
    }
}
