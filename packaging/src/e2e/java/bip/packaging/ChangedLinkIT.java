package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The link {@code current}, changed by hand. */
@ExtendWith(Laboratory.Key.class)
class ChangedLinkIT {

    private static final Pattern REMEDY =
            Pattern.compile("Next: Put it (?:right|back): (.*?) ; then");

    /** What is named as the remedy is done as it stands. */
    @Tag("torture")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dangling | ln -sfn generations/77 current | U142",
                "a folder | rm current; mkdir current | U142",
                "missing | rm current | U142",
                "elsewhere | ln -sfn /etc current | U142",
            })
    void isNamedWithARemedyThatHelps(String name, String change, String code, Laboratory laboratory)
            throws Exception {
        laboratory.reset();
        laboratory.inFolder("opt/bip", change);
        var run = laboratory.upgrade("1.1.0", 4);
        assertThat(run.err()).contains("BIP-" + code, "Nothing was changed");
        var polish = laboratory.site().bipctl("rollback", "--yes", "--lang=pl").ended(4);
        assertThat(polish.err()).contains("BIP-" + code, "Niczego nie zmieniono", "Co dalej:");
        // What runs goes on running.
        laboratory.assertServes("1.0.0");
        var remedy = REMEDY.matcher(run.err());
        assertThat(remedy.find()).as(run.err()).isTrue();
        laboratory.inFolder("opt/bip", remedy.group(1));
        laboratory.secondRunWorks();
    }

    @Test
    @Tag("faults")
    void anotherGenerationIsTakenOverByAdoptAlone(Laboratory laboratory) throws Exception {
        laboratory.reset().upgrade("1.1.0", 0);
        laboratory.inFolder("opt/bip", "ln -sfn generations/1 current");
        var run = laboratory.upgrade(Laboratory.FAULTY, 4);
        assertThat(run.err()).contains("BIP-U141", "bipctl --root", "adopt");
        laboratory.assertServes("1.1.0");
        laboratory.site().bipctl("adopt", "--yes").ended(0);
        laboratory.site().bipctl("restart").ended(0);
        laboratory.assertServes("1.0.0");
        laboratory.secondRunWorks();
    }
}
