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
                    "/wylaczenia",
                    "/api");

    private KnownPages() {}

    /** A link leads somewhere. */
    public static void assertAnswers(TestServer server, String link) throws IOException {
        assertThat(server.get(link).status()).as(link).isLessThan(400);
    }
}
