package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.attachment.AttachmentActs;
import bip.server.attachment.AttachmentStore;
import bip.server.attachment.FileOutcome;
import bip.server.attachment.NewFile;
import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
import bip.server.page.HistoryModel.Attached;
import bip.server.page.HistoryModel.Page;
import bip.server.page.HistoryModel.Revision;
import bip.server.page.HistoryModel.Standing;
import bip.server.page.HistoryModel.State;
import bip.server.testing.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random acts through the doors of the rooms, each followed by the model. */
final class HistoryActs {
    static final List<Long> SECTIONS = List.of(901L, 902L, 903L);
    private static final Actor ALA = new Actor(1, "ala", "192.0.2.1");

    private final Random random;
    private final HandClock clock;
    private final HistoryModel model;
    private final Path data;
    private final int slugs;
    private final PageActs pages;
    private final PageEditing editing;
    private final AttachmentActs files;
    private int changes;

    /**
     * Acts on {@code database}.
     *
     * @param data its data folder
     * @param slugs how many addresses to choose from: few, so that pages get in each other's way
     */
    HistoryActs(
            Database database,
            Path data,
            HandClock clock,
            Random random,
            HistoryModel model,
            int slugs) {
        this.random = random;
        this.clock = clock;
        this.model = model;
        this.data = data;
        this.slugs = slugs;
        var register = new ChangeRegister(database);
        var audit = new AuditLog(database, clock);
        var book = new ActBook(register, audit);
        pages = new PageActs(database, book, List.of(), clock);
        editing = new PageEditing(database, register, audit, List.of(), clock);
        files = new AttachmentActs(database, book, List.of(), clock);
    }

    /** How many acts changed something; the others were rightly refused. */
    int changes() {
        return changes;
    }

    /** Does something, and has the model do the same. */
    void act() throws IOException {
        Page page = anyPage();
        int kind = random.nextInt(100);
        if (page == null || kind < 18) {
            create();
        } else if (kind < 40) {
            edit(page);
        } else if (kind < 55) {
            rename(page);
        } else if (kind < 63) {
            move(page);
        } else if (kind < 70) {
            archive(page);
        } else if (kind < 75) {
            restore(page);
        } else if (kind < 79) {
            withdraw(page);
        } else if (kind < 88) {
            attach(page);
        } else if (kind < 96) {
            replace();
        } else {
            detach();
        }
    }

    private void create() {
        String title = title();
        String slug = random.nextInt(3) == 0 ? anySlug() : "";
        long section = anySection();
        var content = PageContent.of(title, text());
        ActOutcome outcome = pages.create(new NewPage(content, slug, section, "Nowa strona", ALA));
        if (model.owners.containsKey(slug)) {
            assertThat(outcome).isEqualTo(new ActOutcome.AddressTaken(slug));
            return;
        }
        var done = (ActOutcome.Done) outcome;
        assertThat(model.owners).doesNotContainKey(done.slug());
        Page page = new Page(done.pageId());
        Instant at = clock.instant();
        page.standings.add(new Standing(at, done.slug(), section, State.PUBLISHED));
        page.revisions.add(new Revision(at, 1, title, content.markdown()));
        model.pages.put(page.id, page);
        model.owners.put(done.slug(), page.id);
        changes++;
    }

    private void edit(Page page) {
        String title = title();
        String text = text();
        int last = page.revisions.size();
        boolean byForm = random.nextBoolean();
        boolean saved;
        if (byForm) {
            var edit = new PageEdit(page.id, last, title, text, "Zmiana", 1, "ala", "192.0.2.1");
            saved = editing.save(edit) instanceof PageEditing.Outcome.Saved;
        } else {
            saved = isDone(pages.edit(act(page), last, PageContent.of(title, text)));
        }
        assertThat(saved).isEqualTo(page.isAlive());
        if (saved) {
            changes++;
            page.revisions.add(new Revision(clock.instant(), last + 1, title, text));
        }
    }

    private void rename(Page page) {
        String slug = anySlug();
        ActOutcome outcome = pages.rename(act(page), slug);
        long owner = model.owners.getOrDefault(slug, page.id);
        boolean expected = page.isAlive() && owner == page.id && !slug.equals(page.now().slug());
        assertThat(isDone(outcome)).as("%s", outcome).isEqualTo(expected);
        if (expected) {
            changes++;
            Standing now = page.now();
            page.standings.add(new Standing(clock.instant(), slug, now.section(), now.state()));
            model.owners.putIfAbsent(slug, page.id);
        }
    }

    private void move(Page page) {
        long section = anySection();
        Standing now = page.now();
        boolean expected = page.isAlive() && now.section() != section;
        assertThat(isDone(pages.move(act(page), section))).isEqualTo(expected);
        if (expected) {
            changes++;
            page.standings.add(new Standing(clock.instant(), now.slug(), section, now.state()));
        }
    }

    private void archive(Page page) {
        stand(
                page,
                pages.archive(act(page)),
                page.now().state() == State.PUBLISHED,
                State.ARCHIVED);
    }

    private void restore(Page page) {
        stand(
                page,
                pages.restore(act(page)),
                page.now().state() == State.ARCHIVED,
                State.PUBLISHED);
    }

    private void withdraw(Page page) {
        stand(page, pages.withdraw(act(page), "art. 5 ust. 2"), page.isAlive(), State.WITHDRAWN);
    }

    private void stand(Page page, ActOutcome outcome, boolean expected, State state) {
        assertThat(isDone(outcome)).as("%s", outcome).isEqualTo(expected);
        if (expected) {
            changes++;
            page.standings.add(page.now().with(clock.instant(), state));
        }
    }

    private void attach(Page page) throws IOException {
        NewFile file = file();
        FileOutcome outcome = files.attach(act(page), file);
        assertThat(outcome instanceof FileOutcome.Done).isEqualTo(page.isAlive());
        if (outcome instanceof FileOutcome.Done done) {
            changes++;
            add(done.fileId(), page.id, file, done.fileId());
        }
    }

    private void replace() throws IOException {
        Attached old = anyShownFile();
        if (old == null) {
            return;
        }
        NewFile file = file();
        FileOutcome outcome = files.replace(act(model.pageOf(old)), old.id, file);
        assertThat(outcome instanceof FileOutcome.Done).isEqualTo(model.pageOf(old).isAlive());
        if (outcome instanceof FileOutcome.Done done) {
            changes++;
            old.until = clock.instant();
            add(done.fileId(), old.page, file, old.series);
        }
    }

    private void detach() {
        Attached old = anyShownFile();
        if (old == null) {
            return;
        }
        FileOutcome outcome = files.detach(act(model.pageOf(old)), old.id);
        assertThat(outcome instanceof FileOutcome.Done).isEqualTo(model.pageOf(old).isAlive());
        if (outcome instanceof FileOutcome.Done) {
            changes++;
            old.until = clock.instant();
            model.files.values().stream()
                    .filter(file -> file.series == old.series)
                    .forEach(file -> file.removed = true);
        }
    }

    private void add(long id, long page, NewFile file, long series) throws IOException {
        String content = Files.readString(data.resolve("source"));
        model.files.put(
                id, new Attached(id, page, file.fileName(), content, series, clock.instant()));
    }

    private NewFile file() throws IOException {
        Path source =
                Files.writeString(data.resolve("source"), "plik " + random.nextInt(1_000_000));
        var store = new AttachmentStore(data.resolve("attachments"));
        String name = "plik-" + random.nextInt(40) + ".txt";
        return new NewFile(
                name, store.store(source), "text/plain", "Plik " + name, null, null, null, null);
    }

    private @Nullable Page anyPage() {
        var all = List.copyOf(model.pages.values());
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private @Nullable Attached anyShownFile() {
        var all = model.files.values().stream().filter(file -> file.until == null).toList();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private long anySection() {
        return SECTIONS.get(random.nextInt(SECTIONS.size()));
    }

    private String anySlug() {
        return "adres-" + random.nextInt(slugs);
    }

    private String title() {
        return "Tytuł " + random.nextInt(60);
    }

    private String text() {
        return "Treść numer " + random.nextInt(1_000_000) + ".";
    }

    private static PageAct act(Page page) {
        return new PageAct(page.id, "Powód zmiany", ALA);
    }

    private static boolean isDone(ActOutcome outcome) {
        return outcome instanceof ActOutcome.Done;
    }
}
