package bip.server.inspection;

import bip.server.database.StillDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds single pages and attachments in a bulletin that nobody works on. */
final class Lookup {
    private static final int AT_ONCE = 200;
    private static final int MOST_PAGES = 50;

    private final StillDatabase database;

    Lookup(StillDatabase database) {
        this.database = database;
    }

    /**
     * The page at {@code slug} with its newest text, or that of one revision.
     *
     * @param number empty for the newest
     */
    Found page(String slug, Optional<Integer> number) {
        return database.read(
                LookupMapper.class,
                mapper ->
                        mapper.findPage(slug)
                                .flatMap(page -> page(mapper, page, number))
                                .orElseGet(Found.Nothing::new));
    }

    private static Optional<Found> page(
            LookupMapper mapper, LookupMapper.PageRow page, Optional<Integer> number) {
        var revisions = mapper.listRevisions(page.id());
        Optional<Integer> newest =
                revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast().number());
        Optional<Integer> shown = number.or(() -> newest);
        Optional<LookupMapper.Text> text = shown.flatMap(it -> mapper.findText(page.id(), it));
        if (number.isPresent() && text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Found.Page(
                        Found.FORMAT,
                        "page",
                        page.slug(),
                        page.state(),
                        page.withdrawnReason(),
                        revisions.isEmpty() ? null : revisions.getLast().title(),
                        shown.orElse(null),
                        text.map(LookupMapper.Text::summary).orElse(null),
                        text.map(LookupMapper.Text::markdown).orElse(null),
                        revisions,
                        files(mapper.listAttachmentsOf(page.id()))));
    }

    /** Attachments of all pages with this file name or content. */
    Found attachments(String nameOrSha256) {
        var files =
                files(
                        database.read(
                                LookupMapper.class,
                                mapper -> mapper.listAttachments(nameOrSha256)));
        return files.isEmpty() ? new Found.Nothing() : new Found.Attachments(files);
    }

    private static List<Found.File> files(List<LookupMapper.Attachment> rows) {
        return rows.stream().map(Found.File::of).toList();
    }

    /** The first pages whose newest title and text contain all {@code words}. */
    Found pagesWith(WantedWords words) {
        List<Found.Title> titles = new ArrayList<>();
        var some = listNewestAfter(0);
        while (!some.isEmpty()) {
            for (LookupMapper.Newest page : some) {
                if (words.areIn(page.title() + "\n" + page.markdown())) {
                    if (titles.size() == MOST_PAGES) {
                        return new Found.Pages(titles, true);
                    }
                    titles.add(new Found.Title(page.slug(), page.title()));
                }
            }
            some = listNewestAfter(some.getLast().id());
        }
        return titles.isEmpty() ? new Found.Nothing() : new Found.Pages(titles, false);
    }

    private List<LookupMapper.Newest> listNewestAfter(long page) {
        return database.read(LookupMapper.class, mapper -> mapper.listNewestAfter(page, AT_ONCE));
    }
}
