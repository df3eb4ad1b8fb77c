package bip.server.section;

import bip.server.text.Language;
import bip.server.web.PageFrame.MenuLink;
import java.util.List;
import java.util.Map;

/**
 * The standing pages that every bulletin has at the same addresses, beside the subject menu
 * (serwis, 3b). A few of them are what a section of the default menu is about, so it leads there.
 */
final class ServicePages {

    private static final long ANYWHERE = 0;

    private static final List<Service> ALL =
            List.of(
                    of("/podstawowe", "Informacje podstawowe", "Basic information", 401),
                    of("/kontakt", "Kontakt", "Contact", 401),
                    of("/pracownicy", "Działy i pracownicy", "Departments and staff", 403),
                    of("/zespol", "Redakcja", "Editorial team"),
                    of("/instrukcja", "Instrukcja korzystania", "How to use this bulletin"),
                    of("/szukaj", "Wyszukiwarka", "Search"),
                    of("/zmiany", "Rejestr zmian", "Register of changes"),
                    of("/archiwum", "Archiwum", "Archive"),
                    of("/stan", "Biuletyn z wybranego dnia", "The bulletin as of a day"),
                    of("/statystyka", "Statystyka", "Statistics"),
                    of("/wylaczenia", "Rejestr wyłączeń jawności", "Register of exclusions"),
                    of("/slownik", "Słownik skrótów", "Abbreviations"),
                    of("/api", "Interfejs programistyczny (API)", "Programming interface (API)"),
                    of(
                            "/deklaracja-dostepnosci",
                            "Deklaracja dostępności",
                            "Accessibility statement",
                            1900),
                    of(
                            "/nieudostepnione",
                            "Jak złożyć wniosek o informację",
                            "How to ask for information",
                            2001),
                    of(
                            "/ponowne-wykorzystywanie",
                            "Warunki ponownego wykorzystywania",
                            "Terms of re-use",
                            2100),
                    of("/prywatnosc", "Polityka prywatności", "Privacy policy"));

    /** What readers call them who look for them, in either language. */
    private static final Map<String, String> OTHER_WORDS =
            Map.of(
                    "/podstawowe", "NIP REGON office urząd",
                    "/kontakt", "telefon telefony adres e-mail mail phone telephone address",
                    "/pracownicy", "telefony urzędnicy wydziały referaty phone people",
                    "/zespol", "redaktor redaktorzy editors",
                    "/instrukcja", "pomoc help guide",
                    "/zmiany", "dziennik ostatnie zmiany latest",
                    "/stan", "historia history past",
                    "/statystyka", "odwiedziny visits",
                    "/deklaracja-dostepnosci", "niepełnosprawni niewidomi disability WCAG",
                    "/nieudostepnione", "wniosek wnioski udostępnienie request");

    private ServicePages() {}

    /** All of them, in the order of the site map. */
    static List<MenuLink> all(Language language) {
        return ALL.stream().map(service -> service.link(language)).toList();
    }

    /** All of them with other words by which readers look for them. */
    static List<MenuLink> searched(Language language) {
        return ALL.stream().map(service -> service.searched(language)).toList();
    }

    /** Those that belong to {@code section} of the default menu. */
    static List<MenuLink> of(Section section, Language language) {
        return ALL.stream()
                .filter(service -> service.sectionId == section.id())
                .map(service -> service.link(language))
                .toList();
    }

    private static Service of(String href, String polish, String english) {
        return new Service(href, polish, english, ANYWHERE);
    }

    private static Service of(String href, String polish, String english, long sectionId) {
        return new Service(href, polish, english, sectionId);
    }

    /**
     * One page.
     *
     * @param sectionId as the migration numbers the default menu; 0 for none
     */
    private record Service(String href, String polish, String english, long sectionId) {
        MenuLink link(Language language) {
            return new MenuLink(language.choose(polish, english), href);
        }

        MenuLink searched(Language language) {
            String others = OTHER_WORDS.getOrDefault(href, "");
            return new MenuLink(language.choose(polish, english), href, others, List.of());
        }
    }
}
