package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.release.Generation;
import bip.ctl.release.Generations;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares the link {@code current} with what the last operation left. Only operations change it;
 * whoever did it by hand is told of two ways out: put it back, or adopt it.
 */
record CurrentCheck(Layout layout, Generations generations, Journals journals) {

    /** The change, if there is one. Where no operation ever ended, anything is as it should be. */
    Optional<CtlException> findChange() throws IOException {
        var left = journals.findLeft();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Sight sight = look();
        if (isOnlyDamaged(left.get())) {
            // Nobody made another one current; rollback and upgrade bring a release that is whole.
            return Optional.empty();
        }
        if (sight.generation() == left.get().generation() && sight.isUsable()) {
            return Optional.empty();
        }
        return Optional.of(
                sight.isUsable() && sight.generation() > 0
                        ? changed(left.get(), sight)
                        : useless(left.get(), sight));
    }

    /** The operation that ended last has lost its journal: what it left is not known for sure. */
    Optional<CtlException> findLost() throws IOException {
        return journals.findLost()
                .map(it ->
                        new CtlException(
                                ErrorCode.H103, Failures.printable(it), layout.operations()));
    }

    /** For what keeps what is current. */
    void refuseChange() throws IOException {
        throwIfAny(findChange());
    }

    /** For what builds on it, or removes what was current before. */
    void refuseUnknown() throws IOException {
        throwIfAny(findLost());
        throwIfAny(findChange());
    }

    private static void throwIfAny(Optional<CtlException> trouble) {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }

    private boolean isOnlyDamaged(Journals.Left left) throws IOException {
        return Files.isSymbolicLink(layout.current())
                && Files.readSymbolicLink(layout.current())
                        .equals(Path.of("generations", Integer.toString(left.generation())))
                && generations.find(left.generation()).isPresent();
    }

    /** What the last operation left, if it is still whole. */
    Optional<Generation> findLeft() throws IOException {
        var left = journals.findLeft();
        return left.isEmpty() ? Optional.empty() : find(left.get().generation());
    }

    /** The exact command that puts back what the last operation left. */
    Object remedy() throws IOException {
        var left = journals.findLeft();
        return left.isEmpty()
                ? Phrase.of("current.look", layout.generations())
                : remedy(left.get());
    }

    private CtlException changed(Journals.Left left, Sight sight) throws IOException {
        return new CtlException(
                ErrorCode.U141,
                layout.current(),
                left.operation(),
                phrase(left.generation()),
                sight.phrase(),
                remedy(left));
    }

    private CtlException useless(Journals.Left left, Sight sight) throws IOException {
        return new CtlException(
                ErrorCode.U142,
                layout.current(),
                left.operation(),
                phrase(left.generation()),
                sight.phrase(),
                remedy(left));
    }

    private Object remedy(Journals.Left left) throws IOException {
        String aside = isInTheWay() ? "mv " + layout.current() + " " + aside() + " ; " : "";
        if (left.generation() == 0) {
            return aside.isEmpty() ? "rm " + layout.current() : aside.replace(" ; ", "");
        }
        if (find(left.generation()).isPresent()) {
            return aside + link(left.generation());
        }
        var whole = generations.list();
        return whole.isEmpty()
                ? Phrase.of("current.look", layout.generations())
                : Phrase.of("current.other", aside + link(whole.getLast().number()));
    }

    /** A link would be made inside of a folder, and a file may be somebody's. */
    private boolean isInTheWay() {
        return Files.exists(layout.current(), LinkOption.NOFOLLOW_LINKS)
                && !Files.isSymbolicLink(layout.current());
    }

    private Path aside() {
        return layout.current().resolveSibling("current.old");
    }

    private String link(int generation) {
        return "ln -sfn generations/" + generation + " " + layout.current();
    }

    private Phrase phrase(int generation) throws IOException {
        if (generation == 0) {
            return Phrase.of("current.nothing");
        }
        return find(generation)
                .map(CurrentCheck::phrase)
                .orElseGet(() -> Phrase.of("current.notWhole", generation));
    }

    private static Phrase phrase(Generation generation) {
        return Phrase.of("current.generation", generation.number(), generation.release().version());
    }

    private Optional<Generation> find(int number) throws IOException {
        return generations.list().stream().filter(it -> it.number() == number).findFirst();
    }

    private Sight look() throws IOException {
        try {
            return generations
                    .current()
                    .map(it -> new Sight(it.number(), true, phrase(it)))
                    .orElseGet(() -> new Sight(0, true, Phrase.of("current.nothing")));
        } catch (CtlException e) {
            return new Sight(0, false, problem(e));
        }
    }

    private static Phrase problem(CtlException e) {
        return e.code() == ErrorCode.L104
                ? Phrase.of("current.damaged", e.arguments().toArray())
                : (Phrase) e.arguments().get(1);
    }

    /**
     * What is there.
     *
     * @param generation 0 for none
     * @param isUsable a whole generation, or nothing at all
     */
    private record Sight(int generation, boolean isUsable, Phrase phrase) {}
}
