package bip.packaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The map of this module: two rooms, which know the two programs only as files. */
class ArchitectureTest {

    private final JavaClasses main =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("bip");

    @Test
    void everyPackageIsOnTheMap() {
        classes()
                .should()
                .resideInAnyPackage("bip.packaging", "bip.packaging.publisher")
                .check(main);
    }

    @Test
    void thePublisherNeedsNothingOfTheBuildAndShowsOnlyItsDoor() {
        noClasses()
                .that()
                .resideInAPackage("bip.packaging.publisher")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("bip.packaging")
                .because("holders of keys run it where nothing is built")
                .check(main);
        classes()
                .that()
                .resideInAPackage("bip.packaging.publisher")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveSimpleName("Publisher")
                .check(main);
    }

    @Test
    void thePublisherTalksToNoNetwork() {
        noClasses()
                .that()
                .resideInAPackage("bip.packaging.publisher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.rmi..")
                .because("keys are used on machines without a network")
                .check(main);
    }

    @Test
    void theTwoProgramsAreOnlyFilesToIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("bip.server..", "bip.ctl..")
                .because("a release and the tool meet only in the contracts under docs/contract")
                .check(main);
    }
}
