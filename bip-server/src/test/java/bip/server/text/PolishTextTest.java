package bip.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolishTextTest {

    private final PolishDates dates = new PolishDates(ZoneId.of("Europe/Warsaw"));

    @ParameterizedTest
    @CsvSource({
        "2019-11-14T08:15:00Z, '14 listopada 2019, 09:15', 2019-11-14T09:15:00+01:00",
        "2020-07-31T22:30:59.999999Z, '1 sierpnia 2020, 00:30', 2020-08-01T00:30:59+02:00",
        "2020-03-29T00:59:59Z, '29 marca 2020, 01:59', 2020-03-29T01:59:59+01:00",
        "2020-03-29T01:00:00Z, '29 marca 2020, 03:00', 2020-03-29T03:00:00+02:00",
    })
    void showsTimesOfTheOffice(String instant, String words, String machine) {
        var shown = dates.show(Instant.parse(instant));

        assertThat(shown.words()).isEqualTo(words);
        assertThat(shown.machine()).isEqualTo(machine);
    }

    @Test
    void namesEveryMonthInTheGenitive() {
        assertThat(
                        IntStream.rangeClosed(1, 12)
                                .mapToObj("2021-%02d-05T12:00:00Z"::formatted)
                                .map(time ->
                                        dates.show(Instant.parse(time)).date().split(" ", -1)[1]))
                .containsExactly(
                        "stycznia",
                        "lutego",
                        "marca",
                        "kwietnia",
                        "maja",
                        "czerwca",
                        "lipca",
                        "sierpnia",
                        "września",
                        "października",
                        "listopada",
                        "grudnia");
    }

    @Test
    void sortsTitlesAsAPolishDictionaryDoes() {
        List<String> sorted =
                List.of(
                        "Ara",
                        "Azot",
                        "Ąę",
                        "cynk",
                        "Ćmińsk",
                        "lustro",
                        "Łan",
                        "łąka",
                        "Nabór nr 9",
                        "Nabór nr 10",
                        "Rada Gminy",
                        "Rada i wójt",
                        "Radar",
                        "uchwała",
                        "Uchwały",
                        "ząb",
                        "Źródła",
                        "Żabno");
        var shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort(new PolishOrder());

        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void tellsTitlesApartThatDifferOnlyInCapitals() {
        assertThat(new PolishOrder().compare("Dyżury radnych", "dyżury radnych")).isNotZero();
        assertThat(new PolishOrder().compare("Rada", "Rada")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'Łąki i żółwie, nr 2', laki-i-zolwie-nr-2",
        "'  Uchwała nr XLI/10/2019 ', uchwala-nr-xli-10-2019",
        "'Straße № 1', stra-e-no-1",
    })
    void makesAddressesOutOfTitles(String title, String slug) {
        assertThat(Slugs.from(title)).contains(slug);
    }

    @Test
    void makesNoAddressOutOfSignsAlone() {
        assertThat(Slugs.from("???")).isEmpty();
    }

    @Test
    void cutsLongAddressesAtAWord() {
        assertThat(Slugs.from("słowo ".repeat(40)).orElseThrow())
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("slowo");
    }

    @ParameterizedTest
    @CsvSource({
        "0, '0 B'",
        "999, '999 B'",
        "1000, '1,0 kB'",
        "33398, '33,4 kB'",
        "12345678, '12,3 MB'",
    })
    void showsSizesWithAPolishComma(long bytes, String words) {
        assertThat(PolishSizes.show(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "nr-1:-dostawa, nr-1:-dostawa",
        "a b, a%20b",
        "żółw, %C5%BC%C3%B3%C5%82w",
        "a/b?c#d, a%2Fb%3Fc%23d",
    })
    void encodesOnlyWhatAPathCannotHold(String text, String encoded) {
        assertThat(PathSegment.encode(text)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({
        "22 555 01 00, tel:+48225550100",
        "' (22) 555-01-00 ', tel:+48225550100",
        "+48 22 555 01 00, tel:+48225550100",
        "+420 224 174 111, tel:+420224174111",
        "22 555 01 00 wew. 12, tel:+48225550100;ext=12",
        "'22 555 01 00, wew. 12', tel:+48225550100;ext=12",
        "'22 555 01 00, 22 555 01 01', ''",
        "225550100 lub 22 555 01 01, ''",
        "555 01 00, ''",
        "112, ''",
        "brak, ''",
        "'', ''",
    })
    void tellsWhichNumberCanBeCalled(String written, String address) {
        assertThat(PhoneAddress.of(written)).isEqualTo(address);
    }
}
