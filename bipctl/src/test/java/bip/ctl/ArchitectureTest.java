package bip.ctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The map of the rooms: what each may use. A room may be built later than it is put on the map; one
 * that is not on the map fails.
 */
class ArchitectureTest {

    private static final String ROOT = "bip.ctl";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    /** Room and the rooms that it may use. */
    private static final Map<String, Set<String>> MAP = new LinkedHashMap<>();

    static {
        room("support");
        room("terminal", "support");
        room("layout", "support");
        room("release", "support", "layout");
        room("trust", "support");
        room("channel", "support", "layout", "release", "trust");
        room("policy", "support", "layout", "release");
        room("service", "support", "layout", "release");
        room("probe", "support", "layout", "release", "service");
        room("aot", "support", "layout", "release", "service", "probe");
        room("database", "support");
        room("rehearsal", "support", "layout", "release", "service", "probe", "aot");
        room("backup", "support", "layout", "release", "service");
        room("drill", "support", "layout", "release", "service", "probe", "backup", "rehearsal");
        room("logs", "support", "layout", "service");
        room("sentry", "support", "layout", "release", "service", "probe");
        room(
                "upgrade",
                "support",
                "layout",
                "release",
                "channel",
                "policy",
                "service",
                "probe",
                "backup",
                "aot",
                "database",
                "rehearsal");
        room("unattended", "support", "layout", "release", "channel", "policy");
        room("history", "support", "layout", "release", "upgrade");
        room(
                "doctor", "support", "layout", "release", "channel", "policy", "service", "probe",
                "upgrade", "history");
        room(
                "report", "support", "layout", "release", "policy", "service", "probe", "logs",
                "upgrade", "history");
        room("command", everyRoom("command", "shell"));
        room("shell", everyRoom("shell"));
    }

    private static void room(String name, String... mayUse) {
        MAP.put(name, Set.of(mayUse));
    }

    private static String[] everyRoom(String... but) {
        return MAP.keySet().stream()
                .filter(room -> !Arrays.asList(but).contains(room))
                .toArray(String[]::new);
    }

    @Test
    void roomsUseOnlyWhatTheMapAllows() {
        MAP.forEach((room, mayUse) -> {
            String[] allowed =
                    Stream.concat(mayUse.stream(), Stream.of(room))
                            .map(ArchitectureTest::inside)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(inside(room))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
                    .because("the map lets " + room + " use only " + sorted(mayUse))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> rooms =
                CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms).as("rooms; a new one is put on the map first").isSubsetOf(MAP.keySet());
    }

    @Test
    void librariesStayInTheirRooms() {
        onlyIn("picocli..", "command", "shell");
        onlyIn("org.jline..", "terminal", "shell");
        onlyIn("org.apache.commons..", "release", "backup");
        onlyIn("tools.jackson..", "support");
        onlyIn("com.exceptionfactory..", "backup");
    }

    private static void onlyIn(String library, String... rooms) {
        String[] allowed =
                Stream.concat(
                                Stream.of(rooms).map(ArchitectureTest::inside),
                                // Only picocli has business in the root: the handler of exceptions.
                                library.startsWith("picocli") ? Stream.of(ROOT) : Stream.of())
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(library + " stays in " + Arrays.toString(rooms))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void programsAreStartedInTwoRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inside("support"), inside("service"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(CLASSES);
    }

    @Test
    void onlyTheTerminalRoomTouchesStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("terminal"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(CLASSES);
    }

    @Test
    void onlyTheRootEndsTheProcessAndReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static Set<String> sorted(Set<String> rooms) {
        return new TreeSet<>(rooms);
    }

    private static String inside(String room) {
        return ROOT + "." + room + "..";
    }
}
