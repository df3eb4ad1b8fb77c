package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the journals of all operations. What is no journal of ours is passed over. */
public final class Journals {

    private final Path operations;

    public Journals(Layout layout) {
        this.operations = layout.operations();
    }

    /** Past operations, oldest first. */
    public List<OperationRecord> list() throws IOException {
        return found().stream().map(Found::summary).toList();
    }

    /** The one that is neither finished nor undone: under the lock there is at most one. */
    Optional<Found> findUnfinished() throws IOException {
        return found().reversed().stream()
                .filter(it -> it.summary().ending() == OperationRecord.Ending.UNFINISHED)
                .findFirst();
    }

    /** All journals, the oldest first. */
    List<Found> found() throws IOException {
        if (!Files.isDirectory(operations)) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        List<Path> folders;
        try (var list = Files.list(operations)) {
            folders = list.sorted().toList();
        }
        for (Path folder : folders) {
            Path file = folder.resolve(Journal.FILE);
            if (Files.isRegularFile(file)) {
                var text = JournalText.load(file);
                if (isOurs(text)) {
                    found.add(new Found(folder, text));
                }
            }
        }
        return found;
    }

    /** Without a durable plan nothing was done. */
    private static boolean isOurs(JournalText text) {
        if (text.records().isEmpty()) {
            return false;
        }
        JournalRecord first = text.records().getFirst();
        return first.isOfOperation()
                && first.phase() == Phase.INTENT
                && OperationKind.find(first.data().getOrDefault(Facts.OPERATION, "")).isPresent()
                && first.data().containsKey(Facts.TO_VERSION);
    }

    /** A journal and where it lies. */
    record Found(Path folder, JournalText text) {

        String id() {
            return folder.getFileName().toString();
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

        OperationRecord summary() {
            var facts = new Facts();
            text.records().forEach(it -> facts.add(it.data()));
            JournalRecord last = text.records().getLast();
            return new OperationRecord(
                    id(),
                    facts.kind(),
                    facts.find(Facts.BY).orElse("?"),
                    facts.find(Facts.FROM_VERSION).orElse(""),
                    facts.get(Facts.TO_VERSION),
                    text.records().getFirst().time(),
                    last.time(),
                    ending(last, facts),
                    facts.find(Facts.FAILED_STEP).orElse(null),
                    facts.find(Facts.FAILURE).orElse(null),
                    facts.find("message").orElse(null));
        }

        private static OperationRecord.Ending ending(JournalRecord last, Facts facts) {
            if (!last.isOfOperation() || last.phase() == Phase.INTENT) {
                return OperationRecord.Ending.UNFINISHED;
            }
            if (last.phase() == Phase.DONE) {
                return OperationRecord.Ending.DONE;
            }
            return facts.has(Engine.SWITCHING)
                    ? OperationRecord.Ending.ROLLED_BACK
                    : OperationRecord.Ending.UNDONE;
        }
    }
}
