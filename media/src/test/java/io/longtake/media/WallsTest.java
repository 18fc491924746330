package io.longtake.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FilesWalls;

/** This module knows files and films' codecs, and nothing of sessions. */
@AnalyzeClasses(packages = "io.longtake.media", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests files = ArchTests.in(FilesWalls.class);

    /** Limits, formats and failures are the ground: everything here stands on them, and they on nothing of ours. */
    @ArchTest
    static final ArchRule theGroundStandsOnNothing = classes()
            .that()
            .resideInAPackage("io.longtake.media")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.longtake.media", "java..", "org.jspecify..");

    /** Each package is a slice of its own, the module's root package too. */
    @ArchTest
    static final ArchRule topicsDoNotGoInCircles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
