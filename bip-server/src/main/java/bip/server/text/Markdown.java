package bip.server.text;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Markdown of a page, with or without HTML in it, to HTML that is safe to show and fit to be read
 * aloud. What is not on the list of allowed elements, attributes and protocols is dropped; its text
 * stays, but for scripts and styles. May be used from several threads.
 */
public final class Markdown {

    /** A path on this site; not {@code //host} or {@code /\host}, which browsers take elsewhere. */
    private static final String OWN_PATH = "/(?![/\\\\])[^\\s]*";

    private static final PolicyFactory ALLOWED =
            new HtmlPolicyBuilder()
                    .allowElements("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div")
                    .allowElements("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code")
                    .allowElements("strong", "b", "em", "i", "u", "s", "del", "ins", "small")
                    .allowElements("sub", "sup", "abbr", "span", "a", "img", "caption")
                    .allowElements("table", "thead", "tbody", "tfoot", "tr", "th", "td")
                    .allowAttributes("align")
                    .matching(true, "left", "center", "right")
                    .onElements("th", "td")
                    .allowAttributes("colspan", "rowspan")
                    .matching(value -> value.matches("[1-9][0-9]?"))
                    .onElements("th", "td")
                    .allowAttributes("scope")
                    .matching(true, "col", "row", "colgroup", "rowgroup")
                    .onElements("th")
                    .allowAttributes("start")
                    .matching(value -> value.matches("[0-9]{1,9}"))
                    .onElements("ol")
                    .allowAttributes("lang")
                    .matching(value -> value.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"))
                    .globally()
                    .allowAttributes("title")
                    .onElements("abbr")
                    .allowUrlProtocols("http", "https", "mailto", "tel")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("src")
                    .matching(value -> value.matches(OWN_PATH))
                    .onElements("img")
                    .allowAttributes("alt")
                    .onElements("img")
                    .toFactory();

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

    /**
     * Safe HTML of {@code markdown}, to stand under the page's one h1: its headings begin at h2 and
     * skip no level.
     */
    public String toHtml(String markdown) {
        String raw = renderer.render(parser.parse(markdown));
        var out = new StringBuilder(raw.length() + 64);
        // Elements and attributes reach the renderer only from the list above, so that there is
        // nothing broken to report; bad names are dropped.
        var sink = HtmlStreamRenderer.create(out, _ -> {});
        HtmlSanitizer.sanitize(raw, ALLOWED.apply(new ContentShaper(sink)));
        return out.toString();
    }

    /** A reader of {@link #toHtml} sees words or a picture. */
    public boolean showsSomething(String markdown) {
        return Visible.isIn(toText(markdown)) || toHtml(markdown).contains("<img ");
    }

    /** Some of its pictures are not on this site, so that {@link #toHtml} leaves them out. */
    public boolean leavesOutImages(String markdown) {
        boolean[] leftOut = {false};
        HtmlSanitizer.sanitize(
                renderer.render(parser.parse(markdown)),
                ALLOWED.apply(
                        new PlainText(),
                        new HtmlChangeListener<boolean[]>() {
                            @Override
                            public void discardedTag(boolean @Nullable [] found, String element) {
                                // a picture without an address shows nothing anywhere
                            }

                            @Override
                            public void discardedAttributes(
                                    boolean @Nullable [] found,
                                    String element,
                                    String... attributes) {
                                leftOut[0] |=
                                        element.equals("img")
                                                && List.of(attributes).contains("src");
                            }
                        },
                        leftOut));
        return leftOut[0];
    }

    /** The words of {@code markdown} that {@link #toHtml} would show, one block a line. */
    public String toText(String markdown) {
        var words = new PlainText();
        HtmlSanitizer.sanitize(renderer.render(parser.parse(markdown)), ALLOWED.apply(words));
        return words.collected();
    }

    /**
     * The same for comparing two texts: also numbers of points, and which words are struck out,
     * raised or lowered.
     */
    public String toComparedText(String markdown) {
        var words = new ComparedText();
        HtmlSanitizer.sanitize(renderer.render(parser.parse(markdown)), ALLOWED.apply(words));
        return words.collected();
    }

    /** The links and pictures that {@link #toHtml} would show, in their order. */
    public List<Link> listLinks(String markdown) {
        var links = new LinkList();
        HtmlSanitizer.sanitize(renderer.render(parser.parse(markdown)), ALLOWED.apply(links));
        return links.collected();
    }
}
