package io.longtake.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.network.ClientWalls;

@AnalyzeClasses(packages = "io.longtake.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests clients = ArchTests.in(ClientWalls.class);

    /** Each package is a slice of its own, the root package with the entry points too: no topic uses those. */
    @ArchTest
    static final ArchRule topicsDoNotGoInCircles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
