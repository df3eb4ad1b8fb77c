package bip.server.api;

import bip.server.api.Rdf.Teller;
import bip.server.api.Rdf.Thing;
import bip.server.publicbody.PublicBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The registers of this bulletin as DCAT-AP 3 tells of data sets (SEMIC, 2024), for portals of open
 * data, which collect such catalogues (R61; ustawa o otwartych danych, art. 10 and 13). It is in
 * both languages at once. Vocabularies are those of the Publications Office of the EU, as DCAT-AP
 * wants.
 */
final class Catalogue {
    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

    private final Addresses addresses;

    Catalogue(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * All of it.
     *
     * @param office whose bulletin it is; empty as long as nobody entered it
     * @param changed when anything was changed last
     */
    Thing of(Optional<PublicBody> office, Optional<Instant> changed) {
        String name = office.map(PublicBody::name).orElse("Biuletyn Informacji Publicznej");
        Thing publisher =
                Rdf.of("foaf:Agent", self("office"))
                        .name("foaf:name", name)
                        .link("foaf:homepage", site("/"))
                        .thing();
        Thing contact = contact(name, office.map(PublicBody::contacts).orElse(List.of()));
        Teller catalogue =
                Rdf.of("dcat:Catalog", self("catalog"))
                        .words(
                                "dct:title",
                                "Biuletyn Informacji Publicznej – " + name,
                                "Public information bulletin – " + name)
                        .words(
                                "dct:description",
                                "Rejestry i wykazy prowadzone w biuletynie, w postaci dla"
                                        + " programów.",
                                "Registers and lists kept in the bulletin, in forms for programs.")
                        .add("dct:publisher", publisher)
                        .link("foaf:homepage", site("/"))
                        .link("dct:language", EU + "language/POL")
                        .link("dct:language", EU + "language/ENG")
                        .link("dct:license", site("/ponowne-wykorzystywanie"))
                        .add(
                                "dcat:themeTaxonomy",
                                Rdf.of("skos:ConceptScheme", EU + "data-theme")
                                        .words("dct:title", "Kategorie danych", "Data themes")
                                        .thing())
                        .link("dct:spatial", EU + "country/POL")
                        .add("dcat:service", service(publisher, contact));
        changed.ifPresent(moment -> modified(catalogue, moment));
        for (DataSet set : DataSet.ALL) {
            Teller told = told(set);
            told.link("dct:publisher", publisher.address()).add("dcat:contactPoint", contact);
            changed.filter(_ -> set.isModifiedByChanges()).ifPresent(it -> modified(told, it));
            catalogue.add("dcat:dataset", told.thing());
        }
        return catalogue.thing();
    }

    private Teller told(DataSet set) {
        Teller told =
                Rdf.of("dcat:Dataset", self(set.name()))
                        .name("dct:identifier", site(set.page()))
                        .words("dct:title", set.title(), set.titleEn())
                        .words("dct:description", set.about(), set.aboutEn())
                        .words("dcat:keyword", "BIP", "public information")
                        .link("dcat:theme", EU + "data-theme/GOVE")
                        .link("dct:accessRights", EU + "access-right/PUBLIC")
                        .link("dct:accrualPeriodicity", EU + "frequency/IRREG")
                        .link("dct:language", EU + "language/POL")
                        .link("dct:spatial", EU + "country/POL")
                        .link("dcat:landingPage", site(set.page()));
        set.forms().forEach(form -> told.add("dcat:distribution", distribution(set, form)));
        return told;
    }

    private Thing distribution(DataSet set, DataSet.Form form) {
        Teller told =
                Rdf.of("dcat:Distribution", self(set.name() + "-" + form.label()))
                        .words(
                                "dct:title",
                                set.title() + " – " + form.label(),
                                set.titleEn() + " – " + form.label())
                        .words("dct:description", set.about(), set.aboutEn())
                        .link("dcat:accessURL", site(form.path()))
                        .link("dcat:downloadURL", site(form.path()))
                        .link("dcat:mediaType", MEDIA_TYPES + form.mediaType())
                        .link("dct:format", EU + "file-type/" + form.fileType())
                        .link("dct:license", site("/ponowne-wykorzystywanie"))
                        .link("dcatap:availability", EU + "planned-availability/STABLE");
        if (form.path().startsWith(Addresses.API)) {
            told.link("dcat:accessService", self("api"));
        }
        return told.thing();
    }

    private Thing service(Thing publisher, Thing contact) {
        Teller told =
                Rdf.of("dcat:DataService", self("api"))
                        .words("dct:title", "Interfejs dla programów", "Interface for programs")
                        .link("dcat:endpointURL", addresses.api(""))
                        .link("dcat:endpointDescription", addresses.api("/openapi.json"))
                        .link("foaf:page", site("/api"))
                        .words("dcat:keyword", "BIP", "public information")
                        .link("dcat:theme", EU + "data-theme/GOVE")
                        .link("dct:publisher", publisher.address())
                        .link("dcat:contactPoint", contact.address())
                        .link("dct:license", site("/ponowne-wykorzystywanie"))
                        .link("dct:accessRights", EU + "access-right/PUBLIC");
        DataSet.ALL.stream()
                .filter(DataSet::isInInterface)
                .forEach(set -> told.link("dcat:servesDataset", self(set.name())));
        return told.thing();
    }

    private Thing contact(String office, List<PublicBody.Contact> contacts) {
        Teller told =
                Rdf.of("vcard:Organization", self("contact"))
                        .name("vcard:fn", office)
                        .link("vcard:hasURL", site("/kontakt"));
        contacts.stream()
                .map(PublicBody.Contact::email)
                .filter(email -> email.matches("[^@\\s<>\"]+@[^@\\s<>\"]+"))
                .findFirst()
                .ifPresent(email -> told.link("vcard:hasEmail", "mailto:" + email));
        return told.thing();
    }

    private static void modified(Teller told, Instant moment) {
        told.typed("dct:modified", moment.toString(), "xsd:dateTime");
    }

    private String self(String part) {
        return addresses.api("/catalog.jsonld#" + part);
    }

    private String site(String path) {
        return addresses.site() + path;
    }
}
