package bip.server.section;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.database.Transaction;
import bip.server.text.Slugs;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room for editors: how the subject menu changes. A section is never deleted: its
 * address was public, and pages stood in it.
 */
public final class SectionActs {

    /** Deeper menus are found by nobody. */
    static final int DEEPEST = 3;

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    public SectionActs(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who changes which section, and why.
     *
     * @param reason for the audit log
     * @param address from where
     */
    public record Act(
            long sectionId, String reason, long accountId, String login, String address) {}

    /** What became of an act. Nothing changed but after {@link Done}. */
    public sealed interface Outcome {
        record Done(Section now) implements Outcome {}

        /** There is no such section, or no such parent. */
        record Absent() implements Outcome {}

        /** The law names this section to the letter (R13). */
        record Fixed() implements Outcome {}

        /** Another section has or had this address. */
        record AddressTaken() implements Outcome {}

        /** The address has other signs than small Latin letters, digits and dashes. */
        record AddressUnfit() implements Outcome {}

        /** It would stand under itself, or deeper than the menu goes. */
        record PlaceUnfit() implements Outcome {}

        /** Nothing may be written now. */
        record Frozen() implements Outcome {}
    }

    /** Gives the section other titles and perhaps another address; the old one leads to it. */
    public Outcome rename(Act act, String title, String titleEn, String slug) {
        return write(transaction -> rename(transaction, act, new Names(title, titleEn, slug)));
    }

    /**
     * Puts the section under another parent, together with all that is under it.
     *
     * @param parentId null for the top of the menu
     * @param position among the parent's sections, from 1; those at and after it move on
     */
    public Outcome move(Act act, @Nullable Long parentId, int position) {
        return write(transaction -> move(transaction, act, parentId, position));
    }

    private Outcome write(Function<Transaction, Outcome> work) {
        try {
            return database.write(work);
        } catch (FrozenException e) {
            return new Outcome.Frozen();
        }
    }

    private Outcome rename(Transaction transaction, Act act, Names names) {
        SectionMapper sections = transaction.mapper(SectionMapper.class);
        Optional<Section> found = SectionCatalog.tree(sections).find(act.sectionId());
        if (found.isEmpty()) {
            return new Outcome.Absent();
        }
        if (found.get().fixed()) {
            return new Outcome.Fixed();
        }
        if (!Slugs.from(names.slug).equals(Optional.of(names.slug))) {
            return new Outcome.AddressUnfit();
        }
        Optional<Long> holder = sections.findByAddress(names.slug);
        if (holder.isPresent() && holder.get() != act.sectionId()) {
            return new Outcome.AddressTaken();
        }
        sections.rename(act.sectionId(), names.title, names.titleEn, names.slug);
        if (holder.isEmpty()) {
            sections.addAddress(names.slug, act.sectionId(), clock.instant());
        }
        return done(transaction, AuditKind.SECTION_RENAMED, act);
    }

    private Outcome move(Transaction transaction, Act act, @Nullable Long parentId, int position) {
        SectionMapper sections = transaction.mapper(SectionMapper.class);
        SectionTree tree = SectionCatalog.tree(sections);
        Optional<Section> found = tree.find(act.sectionId());
        if (found.isEmpty() || (parentId != null && tree.find(parentId).isEmpty())) {
            return new Outcome.Absent();
        }
        if (found.get().fixed()) {
            return new Outcome.Fixed();
        }
        if (position < 1 || !fits(tree, found.get(), parentId)) {
            return new Outcome.PlaceUnfit();
        }
        sections.makeRoom(parentId, position);
        sections.move(act.sectionId(), parentId, position);
        return done(transaction, AuditKind.SECTION_MOVED, act);
    }

    private static boolean fits(SectionTree tree, Section section, @Nullable Long parentId) {
        var above = parentId == null ? List.<Section>of() : tree.trail(parentId);
        return !above.contains(section) && above.size() + tree.heightOf(section) <= DEEPEST;
    }

    private Outcome done(Transaction transaction, AuditKind kind, Act act) {
        audit.record(
                transaction,
                AuditEvent.of(kind)
                        .by(act.accountId(), act.login())
                        .from(act.address())
                        .about("section/" + act.sectionId())
                        .saying(act.reason()));
        return SectionCatalog.tree(transaction.mapper(SectionMapper.class))
                .find(act.sectionId())
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(Outcome.Absent::new);
    }

    /** What a section is called, and where. */
    private record Names(String title, String titleEn, String slug) {}
}
