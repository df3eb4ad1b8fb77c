package bip.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** The addresses of pages that every bulletin has, and links to them. */
public final class KnownPages {

    /** Standing pages beside the subject menu, the same in both languages. */
    public static final List<String> STANDING =
            List.of(
                    "/",
                    "/mapa",
                    "/podstawowe",
                    "/kontakt",
                    "/pracownicy",
                    "/zespol",
                    "/instrukcja",
                    "/szukaj",
                    "/zmiany",
                    "/archiwum",
                    "/stan",
                    "/statystyka",
                    "/slownik",
                    "/deklaracja-dostepnosci",
                    "/nieudostepnione",
                    "/ponowne-wykorzystywanie",
                    "/prywatnosc",
                    "/api");

    private KnownPages() {}

    /** A link leads somewhere: the page is there, or, of a room still being built, is to come. */
    public static void assertAnswers(TestServer server, String link) throws IOException {
        int status = server.get(link).status();
        String place = link.replaceFirst("^/en(?=/)", "").replaceFirst("\\?.*", "");
        if (status == 404 && isToCome(place)) {
            return;
        }
        assertThat(status).as(link).isLessThan(400);
    }

    private static boolean isToCome(String place) {
        return STANDING.contains(place)
                || place.equals("/zmiany.atom")
                || place.matches("/strona/[^/]+/wersje");
    }
}
