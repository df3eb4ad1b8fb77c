package bip.ctl.aot;

import bip.ctl.probe.ListenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A visitor who follows every link, and searches: what is asked now starts fast later. */
final class TrainingVisit {

    /** More pages are of the same kinds. */
    private static final int MOST_PAGES = 60;

    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#]*)\"");

    /** Of every bulletin; a page that a release does not have answers 404, which is a page too. */
    private static final List<String> BEGINNINGS =
            List.of("/", "/szukaj?q=informacja", "/szukaj?q=urz%C4%85d", "/zaloguj", "/en/");

    private final ListenAddress address;
    private final long end = System.nanoTime() + LIMIT.toNanos();

    TrainingVisit(ListenAddress address) {
        this.address = address;
    }

    /** Asks for pages until all are known, or time is up. Failed answers do not matter. */
    void run() {
        Set<String> pages = discover();
        for (int round = 1; round < ROUNDS; round++) {
            pages.forEach(this::ask);
        }
    }

    private Set<String> discover() {
        var known = new LinkedHashSet<>(BEGINNINGS);
        var waiting = new ArrayDeque<>(BEGINNINGS);
        while (!waiting.isEmpty()) {
            var links = LINK.matcher(ask(waiting.remove()));
            while (links.find() && known.size() < MOST_PAGES) {
                String link = links.group(1).replace("&amp;", "&");
                if (known.add(link)) {
                    waiting.add(link);
                }
            }
        }
        return known;
    }

    private String ask(String path) {
        if (System.nanoTime() > end) {
            return "";
        }
        try {
            var url = URI.create(address.url()).resolve(path).toURL();
            var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }
}
