package bip.server.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is told of things in RDF, as far as a catalogue needs it: a tree of things with properties.
 * Names are written with the prefixes of {@link #PREFIXES}.
 */
final class Rdf {
    static final Map<String, String> PREFIXES = prefixes();

    private Rdf() {}

    /** What a property can have. */
    sealed interface Value {}

    /**
     * Words for people.
     *
     * @param language tag, or empty for a name that is the same in all
     */
    record Words(String text, String language) implements Value {}

    /** A value that programs understand, e.g. a moment. */
    record Typed(String text, String type) implements Value {}

    /** Something that is told of elsewhere. */
    record Link(String address) implements Value {}

    /**
     * Something, and what is told of it.
     *
     * @param address that names it; empty for what needs no name
     * @param facts in the order of their telling
     */
    record Thing(String address, String type, List<Fact> facts) implements Value {
        Thing {
            facts = List.copyOf(facts);
        }
    }

    /** One property of a thing. */
    record Fact(String property, Value value) {}

    /** Begins to tell of a thing. */
    static Teller of(String type, String address) {
        return new Teller(type, address);
    }

    /** Collects what is told of one thing; for one thread. */
    static final class Teller {
        private final String type;
        private final String address;
        private final List<Fact> facts = new ArrayList<>();

        private Teller(String type, String address) {
            this.type = type;
            this.address = address;
        }

        Teller words(String property, String polish, String english) {
            return add(property, new Words(polish, "pl")).add(property, new Words(english, "en"));
        }

        Teller name(String property, String name) {
            return add(property, new Words(name, ""));
        }

        Teller typed(String property, String text, String type) {
            return add(property, new Typed(text, type));
        }

        Teller link(String property, String address) {
            return add(property, new Link(address));
        }

        Teller add(String property, Value value) {
            facts.add(new Fact(property, value));
            return this;
        }

        Thing thing() {
            return new Thing(address, type, facts);
        }
    }

    private static Map<String, String> prefixes() {
        var prefixes = new LinkedHashMap<String, String>();
        prefixes.put("dcat", "http://www.w3.org/ns/dcat#");
        prefixes.put("dcatap", "http://data.europa.eu/r5r/");
        prefixes.put("dct", "http://purl.org/dc/terms/");
        prefixes.put("foaf", "http://xmlns.com/foaf/0.1/");
        prefixes.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
        prefixes.put("vcard", "http://www.w3.org/2006/vcard/ns#");
        prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        return Collections.unmodifiableMap(prefixes);
    }
}
