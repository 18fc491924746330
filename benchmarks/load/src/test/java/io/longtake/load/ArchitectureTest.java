package io.longtake.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.longtake.load", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A mistake in the product's reading of the contract must not be repeated in the programs that it is compared with. */
    @ArchTest
    static final ArchRule theBackendAndThePlainProgramsShareNothingWithTheProduct = noClasses()
            .that()
            .resideInAnyPackage("io.longtake.load.backend..", "io.longtake.load.plain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.longtake.activities..", "io.longtake.workflows..", "io.longtake.cli..", "io.longtake.studio..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
