package bip.server.export;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A list of addresses as the site map has it, read from its beginning to its end: as a tree, the
 * 50,000 addresses of a full one took 300 MiB.
 *
 * @param lists further lists
 * @param pages addresses of pages
 */
record SiteMapList(List<String> lists, List<String> pages) {

    /**
     * Reads it.
     *
     * @throws IOException if it is no XML
     */
    static SiteMapList read(String xml) throws IOException {
        List<String> lists = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        List<String> taken = pages;
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "sitemap" -> taken = lists;
                        case "url" -> taken = pages;
                        case "loc" -> taken.add(reader.getElementText().strip());
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("the site map cannot be read", e);
        }
        return new SiteMapList(lists, pages);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }
}
