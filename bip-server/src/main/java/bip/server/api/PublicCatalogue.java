package bip.server.api;

import bip.server.database.Database;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.Language;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What is told of the registers as a whole: the catalogue for portals, and the list of pages. */
final class PublicCatalogue {
    private final JsonMapper json = new JsonMapper();
    private final Database database;
    private final PublicBodyCatalog office;
    private final Catalogue catalogue;
    private final PagesCsv pages;

    PublicCatalogue(Database database, PublicBodyCatalog office, Addresses addresses) {
        this.database = database;
        this.office = office;
        this.catalogue = new Catalogue(addresses);
        this.pages = new PagesCsv(database, addresses.site());
    }

    void register(Routes routes) {
        routes.get(Addresses.API + "/catalog.jsonld", Access.PUBLIC, this::asJson);
        routes.get(Addresses.API + "/catalog.rdf", Access.PUBLIC, this::asXml);
        routes.get(PagesCsv.ADDRESS, Access.PUBLIC, pages::show);
    }

    private Response asJson(Request request) {
        return new Response.Data(200, "application/ld+json", RdfText.jsonLd(told(), json));
    }

    private Response asXml(Request request) {
        return new Response.Data(200, "application/rdf+xml", RdfText.xml(told()));
    }

    private Rdf.Thing told() {
        return catalogue.of(
                office.find(), database.read(ApiMapper.class, ApiMapper::findLastChange));
    }

    /** All registers, for the page about this interface. */
    static List<Listed> list(Language language) {
        return DataSet.ALL.stream().map(set -> Listed.of(set, language)).toList();
    }

    /**
     * A register as people find it.
     *
     * @param page where they read it
     */
    record Listed(String title, String page, List<DataSet.Form> forms) {
        Listed {
            forms = List.copyOf(forms);
        }

        private static Listed of(DataSet set, Language language) {
            return new Listed(language.choose(set.title(), set.titleEn()), set.page(), set.forms());
        }
    }
}
