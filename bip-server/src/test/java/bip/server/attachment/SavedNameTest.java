package bip.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedNameTest {
    @ParameterizedTest
    @CsvSource({
        "Uchwała nr XXIV/153/2021, 300940f99a4e.pdf, Uchwała nr XXIV-153-2021.pdf",
        "plan.PDF, 12ab.pdf, plan.pdf",
        "Statut, ab.DOCX, Statut.docx",
        "plan.odt, ab.pdf, plan.odt.pdf",
        "'  Dwa   wyrazy ', ab.csv, Dwa wyrazy.csv",
        "'a\"b<c>d|e?f*g:h\\i', x.txt, a-b-c-d-e-f-g-h-i.txt",
        "../../etc/passwd, x.txt, -..-etc-passwd.txt",
        "Bez końcówki, wzór, Bez końcówki",
        "'...', wzór.pdf, wzór.pdf",
    })
    void isTheTitleWithTheEndingOfTheFile(String title, String fileName, String name) {
        assertThat(SavedName.of(title, fileName)).isEqualTo(name);
    }

    @Test
    void fitsIntoAnyFileSystem() {
        assertThat(SavedName.of("ż".repeat(400), "x.pdf")).isEqualTo("ż".repeat(100) + ".pdf");
        assertThat(SavedName.of("a\u202Egpj.exe\u0000\n", "x.pdf")).isEqualTo("a-gpj.exe-.pdf");
    }
}
