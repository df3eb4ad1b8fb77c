package bip.packaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The map of this module: one room, which knows the two programs only as files. */
class ArchitectureTest {

    private final JavaClasses main =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("bip");

    @Test
    void everyPackageIsOnTheMap() {
        classes().should().resideInAPackage("bip.packaging").check(main);
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
