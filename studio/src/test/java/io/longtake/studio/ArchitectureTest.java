package io.longtake.studio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.longtake.files.FileAccessRules;
import io.longtake.network.HttpClientRules;
import java.util.stream.Stream;

/** The dependencies between the studio's packages. */
@AnalyzeClasses(packages = "io.longtake.studio", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The packages that define a timeline, plan its shots and store it. */
    private static final String[] TIMELINES = {
        "..studio.timeline..", "..studio.saliency..", "..studio.direct..", "..studio.draft.."
    };

    /** The packages that read a message, carry it out and answer it. */
    private static final String[] WORDS = {"..studio.understand..", "..studio.reply..", "..studio.apply.."};

    private static final String[] SERVER = {
        "..studio.http..",
        "..studio.project..",
        "..studio.chat..",
        "..studio.render..",
        "..studio.account..",
        "..studio.database.."
    };

    private static String[] joined(String[]... packages) {
        return Stream.of(packages).flatMap(Stream::of).toArray(String[]::new);
    }

    @ArchTest
    static final ArchTests clients = ArchTests.in(HttpClientRules.class);

    @ArchTest
    static final ArchTests files = ArchTests.in(FileAccessRules.class);

    @ArchTest
    static final ArchRule filmsDoNotDependOnSessions = noClasses()
            .that()
            .resideInAPackage("..studio.film..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(joined(TIMELINES, WORDS, SERVER, new String[] {"io.javalin.."}));

    @ArchTest
    static final ArchRule filmsDoNotDependOnTheRenderer = classes()
            .that()
            .resideInAPackage("io.longtake.studio.film")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.longtake.studio.film", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule editingKnowsNothingOfTheServer = noClasses()
            .that()
            .resideInAnyPackage(joined(TIMELINES, WORDS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(joined(SERVER, new String[] {"io.javalin.."}));

    /** The reading of messages can be replaced without changing the packages of the timeline. */
    @ArchTest
    static final ArchRule timelinesDoNotDependOnLanguage = noClasses()
            .that()
            .resideInAnyPackage(TIMELINES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORDS);

    /** Phrases are data: what they are said about is no concern of theirs. */
    @ArchTest
    static final ArchRule languagesDependOnNothingOfTheStudio = classes()
            .that()
            .resideInAPackage("io.longtake.studio.language")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.longtake.studio.language", "java..", "org.jspecify..", "com.ibm.icu..");

    @ArchTest
    static final ArchRule understandingDoesNotDependOnApplying = noClasses()
            .that()
            .resideInAPackage("..studio.understand..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..studio.draft..", "..studio.reply..", "..studio.apply..");

    @ArchTest
    static final ArchRule onlyTheRendererTouchesNativeCode = noClasses()
            .that()
            .resideOutsideOfPackage("..studio.film..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "org.lwjgl..");

    @ArchTest
    static final ArchRule onlyTheDatabaseKnowsItsDriver = noClasses()
            .that()
            .resideOutsideOfPackage("..studio.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyStoresUseSql = noClasses()
            .that()
            .resideInAnyPackage("..studio.http..", "..studio.page..", "..studio.fault..")
            .or()
            .haveSimpleNameEndingWith("Routes")
            .or()
            .haveSimpleNameEndingWith("Route")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..studio.database..");

    /** Each package is a slice of its own, including the module's root package. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.longtake.(**)").should().beFreeOfCycles();
}
