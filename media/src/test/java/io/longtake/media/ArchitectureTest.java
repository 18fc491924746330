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
import io.longtake.files.FileAccessRules;
import io.longtake.media.structure.Bytes;

/** This module depends on files and codecs and not on sessions. */
@AnalyzeClasses(packages = "io.longtake.media", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    /**
     * Limits, formats and exceptions form the base: the other packages depend on them, and they depend on no other
     * package of this project.
     */
    @ArchTest
    static final ArchRule theBaseLayerHasNoDependencies = classes()
            .that()
            .resideInAPackage("io.longtake.media")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.longtake.media", "java..", "org.jspecify..");

    /**
     * The file structure is parsed byte by byte, without a decoder: this makes it safe to run before a decoder reads
     * the file.
     */
    @ArchTest
    static final ArchRule structureIsReadWithoutLibav = noClasses()
            .that()
            .resideInAPackage("..media.structure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "..media.libav..", "..media.picture..");

    /**
     * Headers of boxes, chunks and segments, and Exif, are parsed in one package; other packages pass bytes on
     * unparsed.
     */
    @ArchTest
    static final ArchRule headsAreReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..media.structure..")
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(Bytes.class))).and(target(nameMatching("[ui]\\d+(Little)?|word"))));

    /** Each package is a slice, including the module's root package. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
