package bip.server.guide;

import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.Language;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;

/**
 * The door of this room: pages of words that come with the server, in both languages. Each language
 * has a template of its own ({@code guide/use-pl}), because a translated page is written, not put
 * together from phrases.
 */
public final class GuidePages {

    private final PublicBodyCatalog offices;

    public GuidePages(PublicBodyCatalog offices) {
        this.offices = offices;
    }

    public void register(Routes routes) {
        for (Guide guide : Guide.values()) {
            routes.get(guide.address, Access.PUBLIC, request -> show(guide, request));
        }
    }

    private Response show(Guide guide, Request request) {
        Language language = request.language();
        List<PublicBody> bodies = offices.find().stream().toList();
        return Response.view(
                "guide/show",
                Map.of(
                        "title",
                        language.choose(guide.polish, guide.english),
                        "text",
                        "guide/" + guide.template + "-" + language.tag(),
                        "bodies",
                        bodies));
    }

    /** The pages, each with its address, title and template. */
    private enum Guide {
        USE("/instrukcja", "use", "Instrukcja korzystania z biuletynu", "How to use this bulletin"),
        ELSEWHERE(
                "/nieudostepnione",
                "elsewhere",
                "Informacje nieudostępnione w BIP",
                "Information not available in this bulletin"),
        /** The Polish label is the act's own (art. 11 ust. 1 ustawy o otwartych danych; R13). */
        REUSE(
                "/ponowne-wykorzystywanie",
                "reuse",
                "Ponowne wykorzystywanie",
                "Re-use of public sector information"),
        PRIVACY("/prywatnosc", "privacy", "Polityka prywatności", "Privacy policy");

        private final String address;
        private final String template;
        private final String polish;
        private final String english;

        Guide(String address, String template, String polish, String english) {
            this.address = address;
            this.template = template;
            this.polish = polish;
            this.english = english;
        }
    }
}
