package bip.server.api;

import bip.server.api.Rdf.Fact;
import bip.server.api.Rdf.Link;
import bip.server.api.Rdf.Thing;
import bip.server.api.Rdf.Typed;
import bip.server.api.Rdf.Value;
import bip.server.api.Rdf.Words;
import bip.server.text.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The two ways in which RDF is written here: JSON-LD 1.1 and RDF/XML. */
final class RdfText {
    private RdfText() {}

    static String jsonLd(Thing thing, JsonMapper json) {
        var document = new LinkedHashMap<String, Object>();
        document.put("@context", Rdf.PREFIXES);
        document.putAll(object(thing));
        return json.writeValueAsString(document);
    }

    private static Map<String, Object> object(Thing thing) {
        var object = new LinkedHashMap<String, Object>();
        if (!thing.address().isEmpty()) {
            object.put("@id", thing.address());
        }
        object.put("@type", thing.type());
        var values = new LinkedHashMap<String, List<Object>>();
        for (Fact fact : thing.facts()) {
            values.computeIfAbsent(fact.property(), _ -> new ArrayList<>())
                    .add(object(fact.value()));
        }
        object.putAll(values);
        return object;
    }

    private static Object object(Value value) {
        return switch (value) {
            case Words(String text, String language) ->
                    language.isEmpty() ? text : Map.of("@value", text, "@language", language);
            case Typed(String text, String type) -> Map.of("@value", text, "@type", type);
            case Link(String address) -> Map.of("@id", address);
            case Thing thing -> object(thing);
        };
    }

    static String xml(Thing thing) {
        var attributes = new ArrayList<String>();
        Rdf.PREFIXES.forEach(
                (prefix, address) -> attributes.addAll(List.of("xmlns:" + prefix, address)));
        var xml = new Xml().begin("rdf:RDF", attributes.toArray(String[]::new));
        write(thing, xml);
        return xml.end().toString();
    }

    private static void write(Thing thing, Xml xml) {
        if (thing.address().isEmpty()) {
            xml.begin(thing.type());
        } else {
            xml.begin(thing.type(), "rdf:about", thing.address());
        }
        thing.facts().forEach(fact -> write(fact, xml));
        xml.end();
    }

    private static void write(Fact fact, Xml xml) {
        String property = fact.property();
        switch (fact.value()) {
            case Words(String text, String language) -> {
                if (language.isEmpty()) {
                    xml.text(property, text);
                } else {
                    xml.text(property, text, "xml:lang", language);
                }
            }
            case Typed(String text, String type) ->
                    xml.text(property, text, "rdf:datatype", whole(type));
            case Link(String address) -> xml.empty(property, "rdf:resource", address);
            case Thing thing -> {
                xml.begin(property);
                write(thing, xml);
                xml.end();
            }
        }
    }

    /** XML knows no prefixes within values. */
    private static String whole(String name) {
        int colon = name.indexOf(':');
        return Rdf.PREFIXES.get(name.substring(0, colon)) + name.substring(colon + 1);
    }
}
