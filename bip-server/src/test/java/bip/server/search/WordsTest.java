package bip.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How words become the terms under which they are found. */
class WordsTest {

    private final Stems stems = new Stems(PolishDictionary::shared);

    @ParameterizedTest
    @CsvSource({
        "uchwały, uchwała",
        "uchwalę, uchwalić",
        "uchwala, uchwałę",
        "zolw, żółw",
        "zolwie, żółw",
        "Żółwiowi, żółwie",
        "wojtowi, Wójt",
        "sad, sąd",
        "Dębówce, Dębówka",
        "debowce, Dębówki",
        "Ćmińsku, Ćmińsk",
        "cminskiem, Ćmińska",
        "jazwia, Jaźwie",
        "Śródborzu, Śródborze",
        "przykladowie, Przykładowo",
        "XXIV, xxiv",
        "2019, 2019",
    })
    void meetsInOneTerm(String typed, String written) {
        assertThat(stems.ofTyped(word(typed)))
                .containsAnyElementsOf(stems.memory().ofWritten(word(written)));
    }

    @ParameterizedTest
    @CsvSource({
        "radca, rada",
        "sąd, sad",
        "łaska, laska",
        "2019, 2091",
        "podatek, podmiot",
        "Ćmińsk, Cieśle",
    })
    void keepsApart(String typed, String written) {
        assertThat(stems.ofTyped(word(typed)))
                .doesNotContainAnyElementsOf(stems.memory().ofWritten(word(written)));
    }

    @Test
    void readsAWordOfPlainLettersInEveryWayOfTheDictionaryWithoutEnd() {
        assertThat(stems.ofTyped(word("zloc".repeat(50)))).hasSize(1);
        assertThat(PolishDictionary.shared().basesOfAnyReading("laka")).contains("łąka");
    }

    @Test
    void understandsQuotationsSignaturesAndSmallWords() {
        QueryText text =
                QueryText.parse("dotacja na \"remont drogi\" ZP.271.1.2019 biało-czerwony");

        assertThat(text.clauses().stream().map(WordsTest::told))
                .containsExactly(
                        "dotacja", "[remont, drogi]", "[ZP, 271, 1, 2019]", "biało", "czerwony");
        assertThat(QueryText.parse("na").clauses()).hasSize(1);
        assertThat(QueryText.parse("„na”").clauses()).hasSize(1);
        assertThat(QueryText.parse("\"").isEmpty()).isTrue();
    }

    @Test
    void takesDecomposedLettersForTheSame() {
        assertThat(stems.ofTyped(word("z\u0307o\u0301łw"))).contains("żółw");
        assertThat(Word.allIn("gmina\u0301 2").stream().map(Word::folded))
                .containsExactly("gmina", "2");
    }

    private static Word word(String text) {
        return Word.allIn(text).getFirst();
    }

    private static String told(Clause clause) {
        return switch (clause) {
            case Clause.Any(Word word) -> word.text();
            case Clause.Exactly(List<Word> words) ->
                    words.stream().map(Word::text).toList().toString();
        };
    }
}
