package bip.server.attachment;

import bip.server.attachment.AttachmentActsMapper.Current;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.page.ActBook;
import bip.server.page.ActBook.ActKind;
import bip.server.page.PageAct;
import bip.server.page.PageListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room for what is done to files. Each act is one transaction: the file's row, its
 * entry in the register and its audit entry, all of them or none. Every version keeps its row and
 * its content; only what a page shows changes.
 */
public final class AttachmentActs {
    private final Database database;
    private final ActBook book;
    private final List<PageListener> listeners;
    private final InstantSource clock;

    /**
     * Acts on files.
     *
     * @param listeners told of the page after each durable act, in this order
     */
    public AttachmentActs(
            Database database, ActBook book, List<PageListener> listeners, InstantSource clock) {
        this.database = database;
        this.book = book;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Shows another file beside the page. */
    public FileOutcome attach(PageAct act, NewFile file) {
        return finish(
                act,
                transaction -> {
                    Instant at = clock.instant();
                    long id = add(transaction, act, file, at, null, 1);
                    return enter(transaction, act, at, ActKind.ATTACHED, id);
                });
    }

    /**
     * Puts a new version in the place of a file; the old one keeps its permanent address.
     *
     * @param fileId of the version that is shown now
     */
    public FileOutcome replace(PageAct act, long fileId, NewFile file) {
        return onFile(
                act,
                fileId,
                (transaction, old) -> {
                    Instant at = clock.instant();
                    mapper(transaction).end(old.id(), at, "replaced", act.reason());
                    long id = add(transaction, act, file, at, old.seriesId(), old.number() + 1);
                    return enter(transaction, act, at, ActKind.REPLACED, id);
                });
    }

    /**
     * Takes a file off the page, with its older versions: their addresses then say why (R26).
     *
     * @param fileId of the version that is shown now
     */
    public FileOutcome detach(PageAct act, long fileId) {
        return onFile(
                act,
                fileId,
                (transaction, old) -> {
                    Instant at = clock.instant();
                    mapper(transaction).end(old.id(), at, "removed", act.reason());
                    mapper(transaction).removeReplaced(old.seriesId(), act.reason());
                    return enter(transaction, act, at, ActKind.DETACHED, old.id());
                });
    }

    private FileOutcome onFile(
            PageAct act, long fileId, BiFunction<Transaction, Current, FileOutcome> work) {
        return finish(
                act,
                transaction -> {
                    Optional<Current> found = mapper(transaction).findCurrent(fileId, act.pageId());
                    return found.isEmpty()
                            ? new FileOutcome.Absent()
                            : work.apply(transaction, found.get());
                });
    }

    private FileOutcome finish(PageAct act, Function<Transaction, FileOutcome> work) {
        FileOutcome outcome;
        try {
            outcome = database.write(transaction -> onPage(transaction, act, work));
        } catch (FrozenException e) {
            return new FileOutcome.Frozen();
        }
        if (outcome instanceof FileOutcome.Done) {
            listeners.forEach(listener -> listener.pageChanged(act.pageId()));
        }
        return outcome;
    }

    private static FileOutcome onPage(
            Transaction transaction, PageAct act, Function<Transaction, FileOutcome> work) {
        Optional<Boolean> withdrawn = mapper(transaction).findWithdrawn(act.pageId());
        if (withdrawn.isEmpty()) {
            return new FileOutcome.Absent();
        }
        return withdrawn.get() ? new FileOutcome.Withdrawn() : work.apply(transaction);
    }

    private static long add(
            Transaction transaction,
            PageAct act,
            NewFile file,
            Instant at,
            @Nullable Long seriesId,
            int number) {
        return mapper(transaction)
                .add(
                        act.pageId(),
                        file,
                        file.producedOnText(),
                        at,
                        act.who().accountId(),
                        seriesId,
                        number);
    }

    private FileOutcome enter(
            Transaction transaction, PageAct act, Instant at, ActKind kind, long id) {
        String subject = "page/" + act.pageId() + "/file/" + id;
        book.enter(transaction, act, at, kind, null, subject);
        return new FileOutcome.Done(act.pageId(), id);
    }

    private static AttachmentActsMapper mapper(Transaction transaction) {
        return transaction.mapper(AttachmentActsMapper.class);
    }
}
