package io.longtake.media;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FilesWalls;
import io.longtake.media.structure.Bytes;

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

    /** What a file says of itself is read byte by byte, without a decoder: that is what makes it safe before any decoder sees the file. */
    @ArchTest
    static final ArchRule structureIsReadWithoutLibav = noClasses()
            .that()
            .resideInAPackage("..media.structure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "..media.libav..", "..media.picture..");

    /** Heads of boxes, chunks and segments, and Exif, are read in one place; elsewhere bytes go on whole. */
    @ArchTest
    static final ArchRule headsAreReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..media.structure..")
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(Bytes.class))).and(target(nameMatching("[ui]\\d+(Little)?|word"))));

    /** Each package is a slice of its own, the module's root package too. */
    @ArchTest
    static final ArchRule topicsDoNotGoInCircles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
