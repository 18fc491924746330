package io.longtake.rendering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FileAccessRules;
import io.longtake.network.HttpClientRules;

@AnalyzeClasses(packages = "io.longtake.rendering", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests clients = ArchTests.in(HttpClientRules.class);

    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    /** A render worker needs no account, no backend and no key but that of payloads. */
    @ArchTest
    static final ArchRule usesNoBackendAndNoCredentials = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..activities.nemo..",
                    "..activities.account..",
                    "..activities.credential..",
                    "..activities.intent..",
                    "..workflows.account..",
                    "..workflows.session..");

    @ArchTest
    static final ArchRule workerAndStudioStandAlone = slices().matching("io.longtake.rendering.(worker|studio)..")
            .should()
            .notDependOnEachOther();

    /** Each package is a slice, including the module's root package. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
