package bip.ctl.probe;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.probe.PageSample.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageSampleTest {

    private static final PageLook FOUND = new PageLook(200, "Statut", 1);
    private static final PageLook MISSING = new PageLook(404, "Nie ma takiej strony", 2);
    private static final PageLook BROKEN = new PageLook(500, "Błąd", 3);

    @Test
    void aPageThatVanishesIsBroken() {
        assertThat(changes("/strona/statut", FOUND, MISSING))
                .singleElement()
                .matches(Change::isBroken);
        assertThat(changes("/zmiany?p=2", FOUND, MISSING))
                .singleElement()
                .matches(Change::isBroken);
    }

    @Test
    void aPageThatCameUpIsNotBroken() {
        assertThat(changes("/en/", MISSING, FOUND)).noneMatch(Change::isBroken);
        assertThat(changes("/en/", MISSING, BROKEN)).singleElement().matches(Change::isFailure);
    }

    /** The second page of results is not there yet while the index is made. */
    @Test
    void fewerResultsOfASearchAreNoChange() {
        PageLook fewer = new PageLook(200, "Szukaj: brak wyników", 4);

        assertThat(changes("/szukaj?q=urz%C4%85d&p=2", FOUND, MISSING)).isEmpty();
        assertThat(changes("/szukaj?q=urz%C4%85d", FOUND, fewer)).isEmpty();
    }

    @Test
    void aSearchThatFailsIsBroken() {
        assertThat(changes("/szukaj?q=urz%C4%85d", FOUND, BROKEN))
                .singleElement()
                .matches(Change::isBroken);
        assertThat(changes("/szukaj?q=urz%C4%85d", FOUND, PageLook.NONE))
                .singleElement()
                .matches(Change::isBroken);
    }

    @Test
    void whereNobodyAnsweredBeforeNothingIsTold() {
        assertThat(changes("/", PageLook.NONE, BROKEN)).isEmpty();
    }

    @Test
    void anotherTextIsToldAndNotBroken() {
        assertThat(changes("/", FOUND, new PageLook(200, "Statut", 9)))
                .singleElement()
                .matches(it -> !it.isBroken() && !it.isOfTitle());
    }

    private static List<Change> changes(String path, PageLook before, PageLook after) {
        return new PageSample(Map.of(path, before)).changesTo(new PageSample(Map.of(path, after)));
    }
}
