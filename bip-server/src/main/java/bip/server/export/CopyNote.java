package bip.server.export;

import bip.server.text.Language;
import bip.server.text.PolishDates;
import java.time.Instant;

/**
 * What each page of a copy says of it, so that nobody takes it for the bulletin of today: of when
 * it is, and of which address.
 *
 * @param address of the bulletin; empty when not known
 * @param at moment of the copy
 */
record CopyNote(String address, Instant at, PolishDates dates) {

    /** Where the search would be. */
    String inPlaceOfSearch(Language language) {
        var shown = dates.in(language).show(at);
        String of = address.isEmpty() ? "" : " " + address;
        return language.choose(
                "To jest kopia biuletynu%s z dnia %s, godz. %s: wyszukiwarka działa tylko w internecie."
                        .formatted(of, shown.date(), shown.hour()),
                "This is a copy of the bulletin%s made on %s at %s: its search works on the internet only."
                        .formatted(of, shown.date(), shown.hour()));
    }

    /** Where any other form would be. */
    static String inPlaceOfFilters(Language language) {
        return language.choose(
                "Filtry działają tylko w biuletynie w internecie.",
                "The filters work in the bulletin on the internet only.");
    }
}
