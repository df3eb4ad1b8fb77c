package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the journals of all operations. What is no journal of ours is passed over. */
public final class Journals {

    private final Layout layout;

    public Journals(Layout layout) {
        this.layout = layout;
    }

    /** Past operations, oldest first. */
    public List<OperationRecord> list() throws IOException {
        return planned().stream().map(Found::summary).toList();
    }

    /** The operation with that id and what was done in it. */
    public Optional<OperationSteps> find(String id) throws IOException {
        return planned().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .map(it -> OperationSteps.of(it.summary(), it.text().records()));
    }

    /** Checks every journal and the links between them. */
    public JournalCheck check() throws IOException {
        return JournalCheck.of(read(), last());
    }

    /**
     * The one that is neither finished nor undone. Only the last can be: no operation is begun
     * before the one before it is dealt with.
     *
     * @throws CtlException H101 if the last one's journal was changed: whether it ended, and what
     *     to undo, is not known then
     */
    Optional<Found> findUnfinished() throws IOException {
        var last = planned().reversed().stream().findFirst();
        if (last.isPresent() && last.get().text().findFlaw().isPresent()) {
            Found it = last.get();
            throw new CtlException(
                    ErrorCode.H101,
                    it.id(),
                    it.text().findFlaw().get().line(),
                    it.folder(),
                    layout.operations().resolveSibling("damaged-" + it.id()));
        }
        return last.filter(it -> it.summary().ending() == OperationRecord.Ending.UNFINISHED);
    }

    /**
     * What the last operation that ended left as current; empty when none ended, or when the last
     * one's journal cannot tell.
     */
    Optional<Left> findLeft() throws IOException {
        if (findLost().isPresent()) {
            return Optional.empty();
        }
        for (Found found : planned().reversed()) {
            if (found.isOverImport()) {
                continue;
            }
            switch (found.summary().ending()) {
                case UNFINISHED, DAMAGED -> {
                    return Optional.empty();
                }
                case DONE -> {
                    return Optional.of(found.left(Facts.GENERATION));
                }
                case UNDONE, ROLLED_BACK -> {
                    // An adoption that came to nothing left what the one before it had left.
                    if (found.summary().kind() != OperationKind.ADOPT) {
                        return Optional.of(found.left(Facts.FROM_GENERATION));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the first record of a new operation says of the one before. One that ended and was
     * removed since is named all the same, so that it is missed for ever.
     */
    Map<String, String> link() throws IOException {
        var before = read().reversed().stream().filter(it -> !it.text().records().isEmpty());
        var link = new LinkedHashMap<String, String>();
        Optional<JournalLink> found =
                before.findFirst().map(it -> new JournalLink(it.id(), it.text().lastHash()));
        last().filter(it -> found.isEmpty() || it.id().compareTo(found.get().id()) > 0)
                .or(() -> found)
                .ifPresent(it -> it.addTo(link));
        return link;
    }

    /**
     * Notes that no operation is open, and which ended last. Both are notes beside the journals,
     * which tell by themselves: one that could not be made does no harm.
     */
    void noteEnd() throws IOException {
        List<Found> planned = planned();
        if (findLost().isPresent()) {
            return;
        }
        if (!planned.isEmpty() && planned.getLast().summary().isOver()) {
            Found last = planned.getLast();
            var link = new JournalLink(last.id(), last.text().lastHash());
            if (!last().equals(Optional.of(link))) {
                AtomicFiles.write(
                        layout.lastOperation(), link.line().getBytes(StandardCharsets.UTF_8));
            }
        }
        if (planned.isEmpty()
                || planned.getLast().summary().ending() != OperationRecord.Ending.UNFINISHED) {
            Files.deleteIfExists(layout.openOperation());
        }
    }

    /** Id of the operation that ended last, if its journal is gone or lacks its plan. */
    public Optional<String> findLost() throws IOException {
        String newest = planned().reversed().stream().map(Found::id).findFirst().orElse("");
        return last().map(JournalLink::id).filter(it -> it.compareTo(newest) > 0);
    }

    /** The one that ended last, as the note beside the journals says. */
    Optional<JournalLink> last() throws IOException {
        return Files.isRegularFile(layout.lastOperation())
                ? JournalLink.parse(Files.readString(layout.lastOperation()))
                : Optional.empty();
    }

    /** Without a durable plan nothing was done. */
    List<Found> planned() throws IOException {
        List<Found> planned = read().stream().filter(it -> isPlan(it.text())).toList();
        var found = new ArrayList<Found>();
        for (int i = 0; i < planned.size(); i++) {
            Found it = planned.get(i);
            found.add(new Found(it.folder(), it.text(), i == planned.size() - 1));
        }
        return found;
    }

    /** Every journal, oldest first, also those that do not begin with a plan. */
    private List<Found> read() throws IOException {
        if (!Files.isDirectory(layout.operations())) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        List<Path> folders;
        try (var list = Files.list(layout.operations())) {
            folders = list.sorted().toList();
        }
        for (Path folder : folders) {
            Path file = folder.resolve(Journal.FILE);
            if (Files.isRegularFile(file)) {
                found.add(new Found(folder, JournalText.load(file), false));
            }
        }
        return found;
    }

    private static boolean isPlan(JournalText text) {
        if (text.records().isEmpty()) {
            return false;
        }
        JournalRecord first = text.records().getFirst();
        return first.isOfOperation()
                && first.phase() == Phase.INTENT
                && OperationKind.find(first.data().getOrDefault(Facts.OPERATION, "")).isPresent()
                && first.data().containsKey(Facts.TO_VERSION);
    }

    /**
     * What an operation left as current.
     *
     * @param operation its id
     * @param generation 0 for none
     */
    record Left(String operation, int generation) {}

    /** A journal and where it lies. */
    record Found(Path folder, JournalText text, boolean isLast) {

        String id() {
            return folder.getFileName().toString();
        }

        /** The link in its first record. */
        Optional<JournalLink> findLink() {
            return text.records().isEmpty()
                    ? Optional.empty()
                    : JournalLink.of(text.records().getFirst().data());
        }

        /** Its last line is one with which an operation ends. */
        boolean hasEnd() {
            if (text.records().isEmpty()) {
                return false;
            }
            JournalRecord last = text.records().getLast();
            return last.isOfOperation() && last.phase() != Phase.INTENT;
        }

        /** Kinds of the steps whose act may have begun and that are not undone, in order. */
        List<String> begun() {
            Set<String> begun = new LinkedHashSet<>();
            for (JournalRecord record : text.records()) {
                if (record.isOfOperation()) {
                    continue;
                }
                switch (record.phase()) {
                    case INTENT -> begun.add(record.step());
                    case UNDONE -> begun.remove(record.step());
                    case DONE, FAILED -> {
                        // The intent before it tells already.
                    }
                }
            }
            return List.copyOf(begun);
        }

        /** Editors were let in, so what became current was proved good. */
        boolean isOpened() {
            return text.records().stream()
                    .anyMatch(it -> it.step().equals("thaw") && it.phase() == Phase.DONE);
        }

        /** When nothing was written any more to the data before: the freeze, else the switch. */
        Instant frozenAt() {
            return begun("freeze")
                    .or(() -> begun("switch"))
                    .orElse(text.records().getLast())
                    .time();
        }

        private Optional<JournalRecord> begun(String step) {
            return text.records().stream()
                    .filter(it -> it.step().equals(step) && it.phase() == Phase.INTENT)
                    .findFirst();
        }

        Facts facts() {
            var facts = new Facts();
            text.records().forEach(it -> facts.add(it.data()));
            return facts;
        }

        /** It left as current what the one before it had left. */
        boolean isOverImport() {
            OperationRecord it = summary();
            return it.kind() == OperationKind.IMPORT && it.isOver();
        }

        private Left left(String fact) {
            return new Left(id(), facts().find(fact).map(Integer::parseInt).orElse(0));
        }

        OperationRecord summary() {
            Facts facts = facts();
            return new OperationRecord(
                    id(),
                    facts.kind(),
                    facts.find(Facts.BY).orElse("?"),
                    facts.find(Facts.FROM_VERSION).orElse(""),
                    facts.get(Facts.TO_VERSION),
                    text.records().getFirst().time(),
                    text.records().getLast().time(),
                    ending(facts),
                    facts.find(Facts.FAILED_STEP).orElse(null),
                    facts.find(Facts.FAILURE).orElse(null),
                    facts.find("message").orElse(null),
                    FailureText.of(facts).orElse(null),
                    findInterruption(facts).orElse(null));
        }

        /** Each time an operation is taken up again, that is a record behind its first. */
        private Optional<OperationRecord.Interruption> findInterruption(Facts facts) {
            List<JournalRecord> all = text.records();
            List<Integer> takenUp =
                    IntStream.range(1, all.size())
                            .filter(it -> all.get(it).isOfOperation())
                            .filter(it -> all.get(it).phase() == Phase.INTENT)
                            .boxed()
                            .toList();
            return takenUp.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new OperationRecord.Interruption(
                                    all.get(takenUp.getFirst() - 1).time(),
                                    all.get(takenUp.getLast()).time(),
                                    facts.find(Facts.TAKEN_UP_BY).orElse("?"),
                                    facts.find(Facts.TAKEN_UP_WITH).orElse("")));
        }

        private OperationRecord.Ending ending(Facts facts) {
            if (text.findFlaw().isPresent() || (!hasEnd() && !isLast)) {
                return OperationRecord.Ending.DAMAGED;
            }
            if (!hasEnd()) {
                return OperationRecord.Ending.UNFINISHED;
            }
            if (text.records().getLast().phase() == Phase.DONE) {
                return OperationRecord.Ending.DONE;
            }
            return facts.has(Engine.SWITCHING)
                    ? OperationRecord.Ending.ROLLED_BACK
                    : OperationRecord.Ending.UNDONE;
        }
    }
}
