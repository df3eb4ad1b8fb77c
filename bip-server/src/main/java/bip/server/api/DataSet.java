package bip.server.api;

import java.util.List;

/**
 * A register or list of this bulletin that programs can have whole.
 *
 * @param name by which the catalogue calls it
 * @param page where people read it
 * @param isModifiedByChanges whether it changes with the pages
 * @param forms for programs; one of them is always CSV
 */
record DataSet(
        String name,
        String page,
        String title,
        String titleEn,
        String about,
        String aboutEn,
        boolean isModifiedByChanges,
        List<Form> forms) {

    static final List<DataSet> ALL =
            List.of(
                    new DataSet(
                            "pages",
                            "/mapa",
                            "Strony biuletynu",
                            "Pages of the bulletin",
                            "Wszystkie strony dostępne w biuletynie: tytuł, dział, daty"
                                    + " publikacji i ostatniej zmiany, wersja; w JSON także treść,"
                                    + " metryczka, wersje i załączniki.",
                            "All pages that can be read in the bulletin: title, section, times of"
                                    + " publication and of the last change, version; as JSON also"
                                    + " text, provenance, versions and files.",
                            true,
                            List.of(Form.csv("/mapa.csv"), Form.json("/api/v1/pages"))),
                    new DataSet(
                            "changes",
                            "/zmiany",
                            "Rejestr zmian",
                            "Register of changes",
                            "Każda zmiana treści biuletynu: co, kiedy, kto i dlaczego.",
                            "Each change of what the bulletin says: what, when, who and why.",
                            true,
                            List.of(
                                    Form.csv("/zmiany.csv"),
                                    Form.json("/api/v1/changes"),
                                    new Form(
                                            "Atom",
                                            "/zmiany.atom",
                                            "application/atom+xml",
                                            "ATOM"))),
                    new DataSet(
                            "exclusions",
                            "/wylaczenia",
                            "Wyłączenia jawności",
                            "Exclusions from publication",
                            "Informacje, których nie udostępniono: zakres, podstawa prawna, kto"
                                    + " wyłączył jawność i w czyim interesie (art. 8 ust. 5 ustawy o"
                                    + " dostępie do informacji publicznej).",
                            "Information that is not given: its scope, the legal basis, who"
                                    + " excluded it and in whose interest (art. 8(5) of the act on"
                                    + " access to public information).",
                            false,
                            List.of(Form.csv("/wylaczenia.csv"))),
                    new DataSet(
                            "visits",
                            "/statystyka",
                            "Wyświetlenia stron",
                            "Page views",
                            "Ile razy czytano każdą stronę w kolejnych miesiącach; bez danych"
                                    + " osobowych.",
                            "How often each page was read in each month; without personal data.",
                            false,
                            List.of(Form.csv("/statystyka.csv"))),
                    new DataSet(
                            "glossary",
                            "/slownik",
                            "Słownik skrótów",
                            "Glossary of abbreviations",
                            "Skróty używane w biuletynie i ich rozwinięcia.",
                            "Abbreviations used in the bulletin and what they stand for.",
                            false,
                            List.of(Form.csv("/slownik.csv"))));

    DataSet {
        forms = List.copyOf(forms);
    }

    boolean isInInterface() {
        return forms.stream().anyMatch(form -> form.path().startsWith(Addresses.API));
    }

    /**
     * One form of it.
     *
     * @param fileType in the list of the Publications Office of the EU
     */
    record Form(String label, String path, String mediaType, String fileType) {
        static Form csv(String path) {
            return new Form("CSV", path, "text/csv", "CSV");
        }

        static Form json(String path) {
            return new Form("JSON", path, "application/json", "JSON");
        }
    }
}
