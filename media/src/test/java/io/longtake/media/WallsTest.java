package io.longtake.media;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** This module knows files and films' codecs, and nothing of sessions. */
@AnalyzeClasses(packages = "io.longtake.media", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    /** Each package is a slice of its own, the module's root package too. */
    @ArchTest
    static final ArchRule topicsDoNotGoInCircles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
