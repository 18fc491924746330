package io.longtake.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FileAccessRules;
import io.longtake.network.HttpClientRules;
import java.nio.ByteBuffer;

@AnalyzeClasses(packages = "io.longtake.activities", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests clients = ArchTests.in(HttpClientRules.class);

    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    @ArchTest
    static final ArchRule networkCodeDoesNotDependOnTemporal = noClasses()
            .that()
            .resideInAnyPackage(
                    "..activities.nemo..",
                    "..activities.sse..",
                    "..activities.download..",
                    "..activities.media..",
                    "..activities.intent..",
                    "..activities.s3..",
                    "..activities.credential..",
                    "..activities.timeline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.temporal..");

    @ArchTest
    static final ArchRule theClientAndTheReaderStandAlone = noClasses()
            .that()
            .resideInAnyPackage("..activities.nemo..", "..activities.sse..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.longtake.workflows..");

    /** It is loaded only if a store in a bucket is configured. */
    @ArchTest
    static final ArchRule theAwsSdkIsUsedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..activities.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    /** Only the media module reads the contents of films ({@code media.structure}). */
    @ArchTest
    static final ArchRule filmsAreNotReadByHand = noClasses()
            .that()
            .resideInAPackage("..activities.download..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ByteBuffer.class);

    /** Each package is a slice, including the module's root package. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
