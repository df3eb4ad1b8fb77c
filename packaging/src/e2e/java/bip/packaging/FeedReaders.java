package bip.packaging;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.WireFeedInput;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/**
 * Readers of Atom that others wrote: jing with a grammar of what Atom (RFC 4287) allows us, and
 * rome, which programs read feeds with.
 */
final class FeedReaders {
    private static final String GRAMMAR = "packaging/e2e/feed.rnc";

    private FeedReaders() {}

    /** What jing finds against the grammar, each with its line. */
    static List<String> errors(String feed) throws Exception {
        var found = new Found();
        var properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, found);
        var driver =
                new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        var grammar = Checkout.root().resolve(GRAMMAR).toFile();
        if (!driver.loadSchema(ValidationDriver.fileInputSource(grammar))) {
            throw new IllegalStateException(GRAMMAR + ": " + found.errors);
        }
        boolean isValid = driver.validate(new InputSource(new StringReader(feed)));
        if (isValid != found.errors.isEmpty()) {
            throw new IllegalStateException("jing contradicts itself: " + found.errors);
        }
        return found.errors;
    }

    /** The feed as rome understands it. */
    static Read read(String feed) throws Exception {
        var atom = (Feed) new WireFeedInput().build(new StringReader(feed));
        var links = new ArrayList<String>();
        atom.getAlternateLinks().forEach(link -> links.add(link.getHref()));
        for (Entry entry : atom.getEntries()) {
            entry.getAlternateLinks().forEach(link -> links.add(link.getHref()));
            entry.getOtherLinks().forEach(link -> links.add(link.getHref()));
        }
        return new Read(
                atom.getOtherLinks().stream()
                        .filter(link -> link.getRel().equals("self"))
                        .map(Link::getHref)
                        .toList(),
                atom.getTitle(),
                atom.getEntries().stream().map(Entry::getId).toList(),
                atom.getEntries().stream().map(entry -> entry.getContents().size()).toList(),
                links);
    }

    /**
     * What a reader shows.
     *
     * @param selves where the feed says that it is
     * @param ids of its entries
     * @param contents of each entry, counted
     * @param links to pages
     */
    record Read(
            List<String> selves,
            String title,
            List<String> ids,
            List<Integer> contents,
            List<String> links) {}

    /** Collects all, also what is only a warning. */
    private static final class Found implements ErrorHandler {
        private final List<String> errors = new ArrayList<>();

        @Override
        public void warning(SAXParseException exception) {
            add(exception);
        }

        @Override
        public void error(SAXParseException exception) {
            add(exception);
        }

        @Override
        public void fatalError(SAXParseException exception) {
            add(exception);
        }

        private void add(SAXParseException exception) {
            errors.add(exception.getLineNumber() + ": " + exception.getMessage());
        }
    }
}
