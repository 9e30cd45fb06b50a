package org.haidang.verify.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The borders that docs/architecture.md draws; Maven's module order keeps the rest. */
@AnalyzeClasses(packages = "org.haidang", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule mediaUsesOnlyTheJdk =
            classes()
                    .that()
                    .resideInAPackage("org.haidang.media..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.haidang.media..",
                            "java..",
                            "javax.crypto..",
                            "javax.net..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule archiveUsesOnlyMediaAndTheJdk =
            classes()
                    .that()
                    .resideInAPackage("org.haidang.archive..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.haidang.archive..",
                            "org.haidang.media..",
                            "java..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule onvifUsesOnlyMediaAndTheJdk =
            classes()
                    .that()
                    .resideInAPackage("org.haidang.onvif..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.haidang.onvif..",
                            "org.haidang.media..",
                            "java..",
                            "javax.net.ssl..",
                            "javax.xml.stream..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule socketsOfOnvifLiveInItsNetPackage =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang.onvif..")
                                    .and(not(resideInAPackage("..net.."))))
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket)")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.nio.channels..")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");

    /** No java.net, java.nio, java.io, java.sql: what is not named here is not to be had. */
    @ArchTest
    static final ArchRule programmeUsesOnlyPureJavaAndIcu =
            classes()
                    .that()
                    .resideInAPackage("org.haidang.programme..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.haidang.programme..",
                            "java.lang..",
                            "java.math..",
                            "java.text..",
                            "java.time..",
                            "java.util..",
                            "com.ibm.icu..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule timeAndChanceAreArgumentsInProgramme =
            noClasses()
                    .that()
                    .resideInAPackage("org.haidang.programme..")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethodWhere(
                            target(nameMatching("now|system.*"))
                                    .and(target(owner(resideInAPackage("java.time..")))))
                    .orShould()
                    .callMethodWhere(target(name("randomUUID")))
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.lang\\.Thread|java\\.util\\..*Random.*");

    @ArchTest
    static final ArchRule icuLivesInTheProgrammeOnly =
            noClasses()
                    .that(not(resideInAPackage("org.haidang.programme..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.ibm.icu..");

    @ArchTest
    static final ArchRule parsingAndStateInMediaTouchNoSocketsThreadsOrLogs =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang.media..")
                                    .and(not(resideInAPackage("..net.."))))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.lang.Thread")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket).*")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.nio\\.channels\\.(Selector|SocketChannel|DatagramChannel|ServerSocketChannel)")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.lang\\.System\\$Logger.*");

    @ArchTest
    static final ArchRule timeAndChanceAreArgumentsInMedia =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang.media..")
                                    .and(not(resideInAPackage("..net.."))))
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current");

    @ArchTest
    static final ArchRule springLivesInTheServerOnly =
            noClasses()
                    .that(
                            not(
                                    resideInAnyPackage(
                                            "org.haidang.server..",
                                            "org.haidang.benchmark.store..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule sqlLivesInStorePackagesOnly =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "org.haidang.server..store..",
                                                            "org.haidang.benchmark.store.."))))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("java.sql..", "org.springframework.jdbc.core.."));

    @ArchTest
    static final ArchRule nativeDecodingLivesInTheVisionWorkerOnly =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "org.haidang.vision.worker..",
                                                            "org.haidang.camerafarm.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule nobodyImportsTheServer =
            noClasses()
                    .that(
                            resideInAPackage("org.haidang..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "org.haidang.server..",
                                                            "org.haidang.benchmark.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.haidang.server..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.haidang.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedAfterIdeas =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..helper..",
                            "..manager..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked =
            classes()
                    .that()
                    .resideInAPackage("org.haidang..")
                    .and(not(resideInAPackage("..jmh_generated..")))
                    .should(
                            new ArchCondition<JavaClass>(
                                    "live in a @NullMarked package with a package-info") {
                                @Override
                                public void check(JavaClass item, ConditionEvents events) {
                                    boolean marked =
                                            item.getPackage()
                                                    .tryGetAnnotationOfType(
                                                            "org.jspecify.annotations.NullMarked")
                                                    .isPresent();
                                    events.add(
                                            new SimpleConditionEvent(
                                                    item,
                                                    marked,
                                                    item.getPackageName()
                                                            + " of "
                                                            + item.getName()));
                                }
                            });
}
