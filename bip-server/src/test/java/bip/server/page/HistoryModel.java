package bip.server.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link HistoryTest} expects of the bulletin: plain lists of what was done, no database. */
final class HistoryModel {
    final Map<Long, Page> pages = new TreeMap<>();

    /** Address to the page that first had it. */
    final Map<String, Long> owners = new LinkedHashMap<>();

    final Map<Long, Attached> files = new TreeMap<>();

    /** A page with everything that it ever was. */
    static final class Page {
        final long id;
        final List<Standing> standings = new ArrayList<>();
        final List<Revision> revisions = new ArrayList<>();

        Page(long id) {
            this.id = id;
        }

        boolean isAlive() {
            return now().state() != State.WITHDRAWN;
        }

        Standing now() {
            return standings.getLast();
        }

        @Nullable Standing at(Instant moment) {
            return standings.stream()
                    .filter(standing -> !standing.since().isAfter(moment))
                    .reduce((_, later) -> later)
                    .orElse(null);
        }

        Revision revisionAt(Instant moment) {
            return revisions.stream()
                    .filter(revision -> !revision.since().isAfter(moment))
                    .reduce((_, later) -> later)
                    .orElseThrow();
        }
    }

    enum State {
        PUBLISHED,
        ARCHIVED,
        WITHDRAWN
    }

    record Standing(Instant since, String slug, long section, State state) {
        Standing with(Instant at, State other) {
            return new Standing(at, slug, section, other);
        }
    }

    record Revision(Instant since, int number, String title, String text) {}

    /** A version of a file. */
    static final class Attached {
        final long id;
        final long page;
        final String name;
        final String content;
        final long series;
        final Instant since;
        @Nullable Instant until;
        boolean removed;

        Attached(long id, long page, String name, String content, long series, Instant since) {
            this.id = id;
            this.page = page;
            this.name = name;
            this.content = content;
            this.series = series;
            this.since = since;
        }

        boolean isShownAt(Instant moment) {
            return !since.isAfter(moment) && (until == null || until.isAfter(moment));
        }
    }

    Page pageOf(Attached file) {
        return pageOf(file.page);
    }

    Page pageOf(long id) {
        return Objects.requireNonNull(pages.get(id));
    }

    /** Everything public at a moment, as one line a page. */
    List<String> stateAt(Instant moment) {
        var lines = new ArrayList<String>();
        for (Page page : pages.values()) {
            Standing standing = page.at(moment);
            if (standing != null && standing.state() != State.WITHDRAWN) {
                Revision revision = page.revisionAt(moment);
                List<Long> shown =
                        files.values().stream()
                                .filter(file -> file.page == page.id && file.isShownAt(moment))
                                .map(file -> file.id)
                                .toList();
                lines.add(
                        line(
                                page.id,
                                standing.slug(),
                                revision.number(),
                                revision.title(),
                                standing.section(),
                                standing.state() == State.ARCHIVED,
                                shown));
            }
        }
        return lines;
    }

    static String line(
            long id,
            String slug,
            int revision,
            String title,
            long section,
            boolean archived,
            List<Long> files) {
        return "%d %s v%d %s section %d%s %s"
                .formatted(id, slug, revision, title, section, archived ? " archived" : "", files);
    }
}
