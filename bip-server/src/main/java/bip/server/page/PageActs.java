package bip.server.page;

import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.page.ActBook.ActKind;
import bip.server.page.PageActsMapper.Now;
import bip.server.page.PageActsMapper.RevisionRow;
import bip.server.text.PathSegment;
import bip.server.text.Slugs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room for what is done to pages. Each act is one transaction: the page, its
 * revision, address and standing, its entry in the register and its audit entry, all of them or
 * none. Every time comes from the clock; nobody gives one (R5, R6). Nothing is deleted.
 */
public final class PageActs {
    private final Database database;
    private final ActBook book;
    private final List<PageListener> listeners;
    private final InstantSource clock;

    /**
     * Acts on pages.
     *
     * @param listeners told after each durable act, in this order
     */
    public PageActs(
            Database database, ActBook book, List<PageListener> listeners, InstantSource clock) {
        this.database = database;
        this.book = book;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Publishes a page. */
    public ActOutcome create(NewPage page) {
        return finish(transaction -> create(transaction, page));
    }

    /**
     * Adds a revision.
     *
     * @param basedOn number of the revision that the editor began from
     */
    public ActOutcome edit(PageAct act, int basedOn, PageContent content) {
        return onPage(act, (transaction, now) -> edit(transaction, now, act, basedOn, content));
    }

    /** Gives the page another address. The old one leads to it for ever (R64). */
    public ActOutcome rename(PageAct act, String slug) {
        return onPage(act, (transaction, now) -> rename(transaction, now, act, slug));
    }

    /** Puts the page into another section of the subject menu; null takes it out of the menu. */
    public ActOutcome move(PageAct act, @Nullable Long sectionId) {
        return onPage(act, (transaction, now) -> move(transaction, now, act, sectionId));
    }

    /** Marks the page as no longer in force; it stays public. */
    public ActOutcome archive(PageAct act) {
        return onPage(act, (transaction, now) -> archive(transaction, now, act, true));
    }

    /** Takes the page out of the archive. */
    public ActOutcome restore(PageAct act) {
        return onPage(act, (transaction, now) -> archive(transaction, now, act, false));
    }

    /**
     * Takes the page out of the bulletin for good; a tombstone stays at all its addresses (R26).
     *
     * @param legalBasis the rule that demands or allows it; public
     */
    public ActOutcome withdraw(PageAct act, String legalBasis) {
        if (legalBasis.isBlank()) {
            throw new IllegalArgumentException("a withdrawal without a legal basis");
        }
        return onPage(act, (transaction, now) -> withdraw(transaction, now, act, legalBasis));
    }

    private ActOutcome onPage(PageAct act, BiFunction<Transaction, Now, ActOutcome> work) {
        return finish(transaction -> {
            Optional<Now> found = mapper(transaction).find(act.pageId());
            if (found.isEmpty()) {
                return new ActOutcome.Absent();
            }
            return found.get().withdrawn()
                    ? new ActOutcome.Withdrawn()
                    : work.apply(transaction, found.get());
        });
    }

    private ActOutcome finish(Function<Transaction, ActOutcome> work) {
        ActOutcome outcome;
        try {
            outcome = database.write(work);
        } catch (FrozenException e) {
            return new ActOutcome.Frozen();
        }
        if (outcome instanceof ActOutcome.Done done) {
            listeners.forEach(listener -> listener.pageChanged(done.pageId()));
        }
        return outcome;
    }

    private ActOutcome create(Transaction transaction, NewPage page) {
        PageActsMapper pages = mapper(transaction);
        String slug = page.slug().isEmpty() ? freeSlug(pages, page.content()) : page.slug();
        if (!PathSegment.isUsable(slug)) {
            return new ActOutcome.AddressUnusable(slug);
        }
        if (pages.findOwner(slug).isPresent()) {
            return new ActOutcome.AddressTaken(slug);
        }
        if (isAbsent(pages, page.sectionId())) {
            return new ActOutcome.Absent();
        }
        Instant at = clock.instant();
        long account = page.who().accountId();
        long id = pages.addPage(slug, at, account, page.sectionId());
        pages.addRevision(id, 1, RevisionRow.of(page.content()), at, account);
        pages.addAddress(slug, id, at);
        var act = new PageAct(id, page.reason(), page.who());
        var now = new Now(id, slug, page.sectionId(), false, false, 1);
        return stand(transaction, now, act, at, ActKind.CREATED);
    }

    private ActOutcome edit(
            Transaction transaction, Now now, PageAct act, int basedOn, PageContent content) {
        PageActsMapper pages = mapper(transaction);
        RevisionRow row = RevisionRow.of(content);
        if (row.equals(pages.getRevision(now.id(), now.revision()))) {
            return new ActOutcome.Unchanged();
        }
        if (now.revision() != basedOn) {
            return new ActOutcome.Overtaken(now.revision());
        }
        Instant at = clock.instant();
        int revision = now.revision() + 1;
        pages.addRevision(now.id(), revision, row, at, act.who().accountId());
        book.enter(
                transaction,
                act,
                at,
                ActKind.CHANGED,
                revision,
                "page/" + now.id() + "/" + revision);
        return new ActOutcome.Done(now.id(), now.slug(), revision);
    }

    private ActOutcome rename(Transaction transaction, Now now, PageAct act, String slug) {
        if (slug.equals(now.slug())) {
            return new ActOutcome.Unchanged();
        }
        if (!PathSegment.isUsable(slug)) {
            return new ActOutcome.AddressUnusable(slug);
        }
        PageActsMapper pages = mapper(transaction);
        if (pages.findOwner(slug).filter(owner -> owner != now.id()).isPresent()) {
            return new ActOutcome.AddressTaken(slug);
        }
        Instant at = clock.instant();
        pages.addAddress(now.slug(), now.id(), at);
        pages.addAddress(slug, now.id(), at);
        pages.rename(now.id(), slug);
        return stand(transaction, now, act, at, ActKind.RENAMED);
    }

    private ActOutcome move(
            Transaction transaction, Now now, PageAct act, @Nullable Long sectionId) {
        PageActsMapper pages = mapper(transaction);
        if (Objects.equals(sectionId, now.sectionId())) {
            return new ActOutcome.Unchanged();
        }
        if (isAbsent(pages, sectionId)) {
            return new ActOutcome.Absent();
        }
        pages.move(now.id(), sectionId);
        return stand(transaction, now, act, clock.instant(), ActKind.MOVED);
    }

    private ActOutcome archive(Transaction transaction, Now now, PageAct act, boolean into) {
        if (now.archived() == into) {
            return new ActOutcome.Unchanged();
        }
        Instant at = clock.instant();
        mapper(transaction).setArchived(now.id(), into ? at : null, into ? act.reason() : null);
        return stand(transaction, now, act, at, into ? ActKind.ARCHIVED : ActKind.RESTORED);
    }

    private ActOutcome withdraw(Transaction transaction, Now now, PageAct act, String basis) {
        Instant at = clock.instant();
        mapper(transaction).withdraw(now.id(), at, act.reason(), basis);
        return stand(transaction, now, act, at, ActKind.WITHDRAWN);
    }

    /** Records where the page stands from now on, and why. */
    private ActOutcome stand(
            Transaction transaction, Now now, PageAct act, Instant at, ActKind kind) {
        PageActsMapper pages = mapper(transaction);
        pages.addStanding(now.id(), at, act.reason());
        Integer revision = kind == ActKind.CREATED ? 1 : null;
        book.enter(transaction, act, at, kind, revision, "page/" + now.id());
        String slug = pages.find(now.id()).map(Now::slug).orElse(now.slug());
        return new ActOutcome.Done(now.id(), slug, now.revision());
    }

    private static boolean isAbsent(PageActsMapper pages, @Nullable Long sectionId) {
        return sectionId != null && !pages.sectionExists(sectionId);
    }

    private static String freeSlug(PageActsMapper pages, PageContent content) {
        String base = Slugs.from(content.title()).orElse("strona");
        String slug = base;
        for (int number = 2; pages.findOwner(slug).isPresent(); number++) {
            slug = base + "-" + number;
        }
        return slug;
    }

    private static PageActsMapper mapper(Transaction transaction) {
        return transaction.mapper(PageActsMapper.class);
    }
}
