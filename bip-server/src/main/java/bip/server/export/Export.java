package bip.server.export;

import bip.server.text.PathSegment;
import bip.server.web.Fetched;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * One run: asks for every address that is listed or linked, keeps each answer as a file, then turns
 * the links of each page. Pages of text are held one at a time; of all others only the addresses.
 */
final class Export {
    /** Pieces of the register as pages, in each language; the CSV has all entries. */
    static final int REGISTER_PIECES = 40;

    private static final int MOVED = 301;
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int SERVER_ERROR = 500;

    private final ExportedSite site;
    private final CopyNote note;
    private final Path folder;
    private final FileNames names = new FileNames();
    private final Deque<Target> queue = new ArrayDeque<>();

    /** Files by address; an empty name for what is not in the copy. */
    private final Map<Target, String> files = new HashMap<>();

    private final Map<Target, Target> moved = new HashMap<>();
    private final Map<Target, String> pages = new HashMap<>();
    private final Map<String, Integer> registerPieces = new HashMap<>();
    private long fileCount;

    /**
     * A run.
     *
     * @param note what each page says of the copy
     * @param folder where to write
     */
    Export(ExportedSite site, CopyNote note, Path folder) {
        this.site = site;
        this.note = note;
        this.folder = folder;
    }

    /** Writes all files. */
    Counts run() throws IOException {
        want("/zmiany.csv");
        site.paths().forEach(this::want);
        site.database()
                .read(ExportMapper.class, ExportMapper::listWithdrawn)
                .forEach(slug -> want("/strona/" + PathSegment.encode(slug)));
        while (!queue.isEmpty()) {
            keep(queue.remove());
        }
        Links links = new Links(this::fileOf, site.address(), note);
        for (Map.Entry<Target, String> page : pages.entrySet()) {
            Path file = folder.resolve(page.getValue());
            Files.writeString(
                    file, links.turned(Files.readString(file), page.getKey(), page.getValue()));
        }
        return new Counts(pages.size(), fileCount);
    }

    private void want(String link) {
        Target.of(link, new Target("/", ""), site.address()).ifPresent(this::want);
    }

    private void want(Target target) {
        if (!files.containsKey(target) && !isTooFar(target)) {
            files.put(target, "");
            queue.add(target);
        }
    }

    /** The register is as long as the life of the office; each piece leads to the next. */
    private boolean isTooFar(Target target) {
        boolean isRegister = target.path().endsWith("/zmiany") && !target.query().isEmpty();
        return isRegister
                && registerPieces.merge(target.path(), 1, Integer::sum) >= REGISTER_PIECES;
    }

    private void keep(Target target) throws IOException {
        Fetched answer = site.fetch(target.line());
        if (answer.status() >= SERVER_ERROR) {
            throw new IOException(target.line() + " is answered with " + answer.status());
        }
        if (answer.status() == MOVED) {
            Target.of(answer.location(), target, site.address())
                    .ifPresent(to -> {
                        moved.put(target, to);
                        want(to);
                    });
        } else if (answer.status() == OK || (answer.status() == GONE && answer.isPage())) {
            write(target, answer);
        }
    }

    private void write(Target target, Fetched answer) throws IOException {
        String name = names.nameOf(target.line(), target.parts(), target.query(), answer.isPage());
        files.put(target, name);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (answer.isPage()) {
            String html = answer.text();
            Files.writeString(file, html);
            pages.put(target, name);
            links(Jsoup.parse(html), target).forEach(this::want);
        } else {
            try (OutputStream out = Files.newOutputStream(file)) {
                answer.body().writeTo(out);
            }
            fileCount++;
        }
    }

    private List<Target> links(Document page, Target on) {
        List<Target> links = new ArrayList<>();
        for (Element element : page.select("[href],[src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            Target.of(Links.withoutFragment(link), on, site.address()).ifPresent(links::add);
        }
        return links;
    }

    /** The file of an address, also of one that moved. */
    private Optional<String> fileOf(Target target) {
        Target at = target;
        // Addresses move once: who follows them gets the last one at once.
        if (moved.containsKey(at)) {
            at = moved.getOrDefault(at, at);
        }
        return Optional.ofNullable(files.get(at)).filter(name -> !name.isEmpty());
    }

    /**
     * What was written.
     *
     * @param pages HTML pages, in both languages
     * @param files all others: attachments, looks, the register
     */
    record Counts(long pages, long files) {}
}
