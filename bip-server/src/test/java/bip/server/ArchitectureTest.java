package bip.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package map: which room may use which. A room that is not here does not exist. */
class ArchitectureTest {
    private static final String ROOT = "bip.server";

    private static final List<String> PLATFORM =
            List.of("web", "database", "config", "health", "errortracking", "logging", "text");

    private static final List<String> RECORDS_OF_ACTS =
            List.of("account", "changeregister", "audit");

    private static final List<String> PUBLISHED =
            List.of("page", "label", "attachment", "changeregister", "section");

    /** Each room with those that it may use. */
    private static final Map<String, List<String>> MAP =
            Map.ofEntries(
                    // platform: knows no feature
                    entry("config", List.of()),
                    entry("text", List.of()),
                    entry("logging", List.of("config")),
                    entry("service", List.of()),
                    entry("errortracking", List.of("config")),
                    entry("database", List.of("config")),
                    entry("web", List.of("config", "errortracking", "logging", "text")),
                    entry("health", List.of("config", "web", "text")),
                    // records that name features by value only
                    entry("changeregister", PLATFORM),
                    entry("audit", PLATFORM),
                    // what citizens see and staff write
                    entry("account", and(PLATFORM, List.of("audit"))),
                    entry("page", and(PLATFORM, RECORDS_OF_ACTS)),
                    entry("attachment", and(and(PLATFORM, RECORDS_OF_ACTS), List.of("page"))),
                    entry("label", and(and(PLATFORM, RECORDS_OF_ACTS), List.of("page"))),
                    entry("section", and(and(PLATFORM, RECORDS_OF_ACTS), List.of("page"))),
                    entry("accessibility", and(PLATFORM, RECORDS_OF_ACTS)),
                    entry("publicbody", and(PLATFORM, RECORDS_OF_ACTS)),
                    entry("guide", and(PLATFORM, List.of("publicbody"))),
                    entry("glossary", PLATFORM),
                    entry("exclusion", and(and(PLATFORM, RECORDS_OF_ACTS), List.of("page"))),
                    entry("statistics", and(PLATFORM, List.of("page"))),
                    entry(
                            "completeness",
                            and(PLATFORM, List.of("publicbody", "accessibility", "glossary"))),
                    // readers of features
                    entry("search", and(PLATFORM, PUBLISHED)),
                    entry("feed", and(PLATFORM, PUBLISHED)),
                    entry("api", and(PLATFORM, List.of("publicbody"))),
                    entry(
                            "editor",
                            and(
                                    and(and(PLATFORM, PUBLISHED), RECORDS_OF_ACTS),
                                    List.of("completeness"))),
                    // subcommands
                    entry(
                            "maintenance",
                            List.of(
                                    "database",
                                    "config",
                                    "health",
                                    "logging",
                                    "account",
                                    "audit",
                                    "search",
                                    "attachment")),
                    entry("export", List.of("database", "web", "text", "maintenance")),
                    entry("inspection", List.of("database", "audit", "attachment", "maintenance")),
                    entry(
                            "legacyimport",
                            and(
                                    and(and(PLATFORM, PUBLISHED), RECORDS_OF_ACTS),
                                    List.of("publicbody", "maintenance"))));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void roomsUseOnlyWhatTheMapAllows() {
        MAP.forEach((room, allowed) ->
                noClasses()
                        .that()
                        .resideInAPackage(packageOf(room))
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage(ROOT + "..")
                                        .and(not(resideInAnyPackage(packages(room, allowed)))))
                        .because("the map lets " + room + " use only " + allowed)
                        .allowEmptyShould(true)
                        .check(CLASSES));
    }

    @Test
    void noRoomsUseEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> unmapped = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String room = roomOf(type.getPackageName());
            if (!room.isEmpty() && !MAP.containsKey(room)) {
                unmapped.add(type.getPackageName() + " (" + type.getSimpleName() + ")");
            }
        }
        assertThat(unmapped).as("packages that are not on the map").isEmpty();
    }

    @Test
    void librariesStayInTheirRooms() {
        onlyIn(List.of("web"), "io.undertow..", "org.xnio..", "org.thymeleaf..", "ognl..");
        onlyIn(List.of("database"), "org.flywaydb..", "com.zaxxer..");
        onlyIn(List.of("database", "legacyimport"), "org.sqlite..", "java.sql..", "javax.sql..");
        onlyIn(List.of("maintenance", "legacyimport", "inspection", "export"), "picocli..");
        onlyIn(List.of("search"), "org.apache.lucene..", "morfologik..");
        onlyIn(List.of("logging"), "ch.qos.logback..");
        onlyIn(List.of("errortracking"), "io.sentry..");
        onlyIn(List.of("account"), "org.bouncycastle..");
        onlyIn(List.of("text"), "org.commonmark..", "org.owasp..", "com.github.difflib..");
        onlyIn(List.of("export"), "org.jsoup..");
        outside(List.of("database"))
                .and()
                .haveSimpleNameNotEndingWith("Mapper")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.ibatis..")
                .because("SQL stays in mappers")
                .check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BipServer.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyMainTouchesTheStandardStreams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BipServer.class.getName())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void onlyTheRootAsksForTheTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BipServer.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Application.class.getName())
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static void onlyIn(List<String> rooms, String... library) {
        outside(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because(String.join(", ", library) + " stay in " + rooms)
                .check(CLASSES);
    }

    private static GivenClassesConjunction outside(List<String> rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(ArchitectureTest::packageOf).toArray(String[]::new));
    }

    private static String[] packages(String room, List<String> allowed) {
        return Stream.concat(Stream.of(room), allowed.stream())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
    }

    private static String packageOf(String room) {
        return ROOT + "." + room + "..";
    }

    private static String roomOf(String packageName) {
        return packageName.equals(ROOT)
                ? ""
                : packageName.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    private static List<String> and(List<String> rooms, List<String> more) {
        return Stream.concat(rooms.stream(), more.stream()).distinct().toList();
    }
}
