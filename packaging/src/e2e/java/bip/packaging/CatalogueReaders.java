package bip.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Apache Jena as reader of the catalogue: its parsers, and its SHACL validator with what DCAT-AP 3
 * demands and recommends.
 */
final class CatalogueReaders {
    private static final String SHAPES = "packaging/e2e/dcat-ap.ttl";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final List<String> LINKS =
            List.of("accessURL", "downloadURL", "landingPage", "endpointDescription");

    private CatalogueReaders() {}

    /**
     * The statements of a document.
     *
     * @throws org.apache.jena.riot.RiotException if it is not well formed
     */
    static Graph read(String document, Lang lang, String base) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(document, lang).base(base).strict(true).parse(graph);
        return graph;
    }

    /** Where the catalogue is not as the shapes say. */
    static List<String> faults(Graph catalogue) {
        Shapes shapes = Shapes.parse(Checkout.root().resolve(SHAPES).toString());
        var faults = new ArrayList<String>();
        ShaclValidator.get()
                .validate(shapes, catalogue)
                .getEntries()
                .forEach(entry ->
                        faults.add(
                                entry.focusNode()
                                        + " "
                                        + entry.resultPath()
                                        + ": "
                                        + entry.message()));
        return faults;
    }

    /** Where it leads on this site. */
    static List<String> addresses(Graph catalogue) {
        var addresses = new TreeSet<String>();
        for (String name : LINKS) {
            catalogue
                    .find(Node.ANY, NodeFactory.createURI(DCAT + name), Node.ANY)
                    .forEachRemaining(it -> addresses.add(it.getObject().getURI()));
        }
        return List.copyOf(addresses);
    }
}
