package io.longtake.network;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FileAccessRules;

/** This module knows HTTP, but no videos, no sessions and no backend contract. */
@AnalyzeClasses(packages = "io.longtake.network", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests clients = ArchTests.in(HttpClientRules.class);

    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    @ArchTest
    static final ArchRule dependsOnNoOtherModule = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.longtake.network..",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "java..",
                    "javax.net..",
                    "org.jspecify..");

    /** Each package is a separate slice, including the module's root package. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
