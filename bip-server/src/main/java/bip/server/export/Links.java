package bip.server.export;

import bip.server.text.Language;
import bip.server.text.PathSegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Turns a page of the server into one of a folder: its links lead to files beside it, a link to
 * what is not in the copy becomes plain text, a form a note.
 */
final class Links {
    private final Function<Target, Optional<String>> files;
    private final String site;
    private final CopyNote note;

    /**
     * Links of one copy.
     *
     * @param files the file of an address, from the top of the copy; empty for none
     * @param note what stands in place of forms
     */
    Links(Function<Target, Optional<String>> files, String site, CopyNote note) {
        this.files = files;
        this.site = site;
        this.note = note;
    }

    /**
     * The page as it stands in the copy.
     *
     * @param on its address
     * @param file its file
     */
    String turned(String html, Target on, String file) {
        Document page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        page.select("form").forEach(form -> replaceForm(form, on));
        for (Element link : page.select("a[href]")) {
            turn(link, "href", on, file);
        }
        for (Element link : page.select("link[href]")) {
            if (link.attr("rel").equals("canonical")) {
                link.remove();
            } else {
                turn(link, "href", on, file);
            }
        }
        for (Element shown : page.select("[src]")) {
            turn(shown, "src", on, file);
        }
        page.select("meta[property=og:url]").remove();
        return page.outerHtml();
    }

    static String withoutFragment(String link) {
        int mark = link.indexOf('#');
        return mark < 0 ? link : link.substring(0, mark);
    }

    private void turn(Element element, String attribute, Target on, String file) {
        String link = element.attr(attribute);
        String address = withoutFragment(link);
        String fragment = link.substring(address.length());
        boolean isOwn =
                (link.startsWith("/") && !link.startsWith("//"))
                        || link.startsWith("?")
                        || (!site.isEmpty() && (link.equals(site) || link.startsWith(site + "/")));
        if (address.isEmpty() || !isOwn) {
            return; // within the page, or elsewhere
        }
        Optional<String> found =
                Target.of(address.equals(site) ? "/" : address, on, site).flatMap(files);
        if (found.isPresent()) {
            element.attr(attribute, relative(file, found.get()) + fragment);
        } else if (element.normalName().equals("a")) {
            element.unwrap();
        } else {
            element.remove();
        }
    }

    private static String relative(String from, String to) {
        Path folder = Path.of("/" + from).getParent();
        Path path = folder == null ? Path.of(to) : folder.relativize(Path.of("/" + to));
        Stream<Path> parts = StreamSupport.stream(path.spliterator(), false);
        return parts.map(part -> PathSegment.encode(part.toString()))
                .collect(Collectors.joining("/"));
    }

    private void replaceForm(Element form, Target on) {
        Language language = on.path().startsWith("/en/") ? Language.ENGLISH : Language.POLISH;
        String text =
                form.attr("role").equals("search")
                        ? note.inPlaceOfSearch(language)
                        : CopyNote.inPlaceOfFilters(language);
        form.replaceWith(new Element("p").addClass("note").text(text));
    }
}
