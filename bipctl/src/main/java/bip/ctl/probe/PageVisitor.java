package bip.ctl.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks through a running bulletin as a visitor does, from its beginnings along the links. */
public final class PageVisitor {

    /** More pages are of the same kinds; so many are asked within a second. */
    private static final int MOST_PAGES = 60;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_REDIRECTS = 3;

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#]*)\"");
    private static final Pattern TITLE = Pattern.compile("(?s)<title[^>]*>(.*?)</title>");
    private static final Pattern MAIN = Pattern.compile("(?s)<main[^>]*>(.*)</main>");
    private static final Pattern MARKS_AND_SPACE = Pattern.compile("(?s)<[^>]*>|\\s+");

    /** Of every bulletin; a page that a release does not have answers 404, which is a page too. */
    private static final List<String> BEGINNINGS =
            List.of("/", "/szukaj?q=informacja", "/szukaj?q=urz%C4%85d", "/zaloguj", "/en/");

    private final ListenAddress address;
    private final Duration limit;
    private final int timeoutMillis;

    /**
     * A visitor of one bulletin.
     *
     * @param limit when it is over, what is not asked yet is left out
     */
    public PageVisitor(ListenAddress address, Duration limit) {
        this(address, limit, TIMEOUT);
    }

    PageVisitor(ListenAddress address, Duration limit, Duration timeout) {
        this.address = address;
        this.limit = limit;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** The same, who waits {@code times} as long for each page and for all. */
    public PageVisitor waiting(int times) {
        return new PageVisitor(
                address,
                limit.multipliedBy(times),
                Duration.ofMillis(timeoutMillis).multipliedBy(times));
    }

    /** Finds pages by following links, each asked once. */
    public PageSample discover() {
        long end = end();
        var seen = new LinkedHashMap<String, PageLook>();
        var waiting = new ArrayDeque<>(BEGINNINGS);
        while (!waiting.isEmpty() && seen.size() < MOST_PAGES && System.nanoTime() < end) {
            String path = waiting.remove();
            if (!seen.containsKey(path)) {
                Answer answer = ask(path);
                seen.put(path, answer.look());
                LINK.matcher(answer.body())
                        .results()
                        .map(it -> it.group(1).replace("&amp;", "&"))
                        .forEach(waiting::add);
            }
        }
        return new PageSample(seen);
    }

    /** Asks for the same pages again. */
    public PageSample revisit(PageSample pages) {
        return visit(pages.looks().keySet());
    }

    /** Asks for these pages. */
    public PageSample visit(Collection<String> paths) {
        long end = end();
        var seen = new LinkedHashMap<String, PageLook>();
        for (String path : paths) {
            if (System.nanoTime() < end) {
                seen.put(path, ask(path).look());
            }
        }
        return new PageSample(seen);
    }

    private long end() {
        return System.nanoTime() + limit.toNanos();
    }

    private Answer ask(String path) {
        try {
            URI page = new URI(address.url()).resolve(path);
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                Answer answer = ask(page);
                if (answer.location().isEmpty()) {
                    return answer;
                }
                page = page.resolve(answer.location());
            }
            return Answer.NONE;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // What a link in a text names may be anything.
            return Answer.NONE;
        }
    }

    private Answer ask(URI page) throws IOException {
        if (!page.toString().startsWith(address.url())) {
            return Answer.NONE;
        }
        var connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        try (InputStream body =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String text =
                    body == null
                            ? ""
                            : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            String location = connection.getHeaderField("Location");
            boolean leadsOn = status >= 300 && status < 400 && location != null;
            return new Answer(status, leadsOn ? location : "", text);
        }
    }

    private record Answer(int status, String location, String body) {
        static final Answer NONE = new Answer(0, "", "");

        PageLook look() {
            return status == 0
                    ? PageLook.NONE
                    : new PageLook(status, part(TITLE).strip(), text(part(MAIN)).hashCode());
        }

        private String part(Pattern pattern) {
            Matcher found = pattern.matcher(body);
            return found.find() ? found.group(1) : "";
        }

        private static String text(String html) {
            return MARKS_AND_SPACE.matcher(html).replaceAll("");
        }
    }
}
