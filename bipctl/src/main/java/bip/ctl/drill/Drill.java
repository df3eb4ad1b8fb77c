package bip.ctl.drill;

import bip.ctl.backup.BackupReader;
import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerFolder;
import bip.ctl.probe.PageLook;
import bip.ctl.probe.PageSample;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.release.ReleaseStore;
import bip.ctl.service.Inspection;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The door of this room: puts a backup back in a folder of its own, has its release look through it
 * and serve it there, and compares. The site goes on meanwhile. Whoever calls it holds the
 * operation lock.
 */
public final class Drill {

    private static final String FOLDER = ".drill";

    /** More would not be read; the count says how many there are. */
    private static final int MOST_NAMED = 5;

    private static final int OK = 200;

    private final Layout layout;
    private final ReleaseStore store;
    private final ServerProgram program;
    private final Rehearsal rehearsal;
    private final Clock clock;

    public Drill(
            Layout layout,
            ReleaseStore store,
            ServerProgram program,
            Rehearsal rehearsal,
            Clock clock) {
        this.layout = layout;
        this.store = store;
        this.program = program;
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    private Path folder() {
        return layout.serverState().resolve(FOLDER);
    }

    /** What is told while it goes on. */
    public interface Listener {
        /** A part begins: {@code release}, {@code data}, {@code inspect}, {@code serve}. */
        void begins(String part);
    }

    /** Tries {@code backup} out. That it fails is a result, and no exception. */
    public DrillReport run(BackupReader backup, Listener listener)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var trial = new Trial(backup, listener);
        try {
            program.endStrays();
            sweep();
            trial.run();
        } catch (CtlException e) {
            trial.failures.add(Phrase.of("drill.stopped", Failures.what(e)));
        } finally {
            sweep();
            trial.removeRelease();
        }
        return new DrillReport(
                backup.record(),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - start),
                trial.rows,
                trial.tables,
                trial.attachments,
                trial.pages,
                trial.failures);
    }

    /** Removes what a drill left that was cut short. */
    public void sweep() throws IOException {
        AtomicFiles.deleteTree(folder());
        Files.deleteIfExists(archive());
    }

    private Path archive() {
        return layout.downloads().resolve("drill.tar.gz");
    }

    /** One drill. */
    private final class Trial {
        private final BackupReader backup;
        private final BackupRecord record;
        private final Listener listener;
        private final List<Phrase> failures = new ArrayList<>();
        private Optional<InstalledRelease> unpacked = Optional.empty();
        private long rows;
        private int tables;
        private long attachments;
        private int pages;

        Trial(BackupReader backup, Listener listener) {
            this.backup = backup;
            this.record = backup.record();
            this.listener = listener;
        }

        void run() throws IOException, InterruptedException {
            listener.begins("release");
            InstalledRelease release = release();
            listener.begins("data");
            try (var target = ServerFolder.open(layout, folder())) {
                backup.database(target, "bip.db");
                try (var files = target.folder("attachments")) {
                    attachments = backup.attachments(files);
                }
            }
            listener.begins("inspect");
            inspect(release);
            listener.begins("serve");
            serve(release);
        }

        /** The one of the backup: proved by its own hash, whether or not it is here already. */
        private InstalledRelease release() throws IOException {
            Files.createDirectories(layout.downloads());
            backup.release(archive());
            ReleaseArchive.verify(archive());
            String hash = ReleaseArchive.manifestOf(archive()).contentHash();
            if (!hash.equals(record.contentHash())) {
                throw new CtlException(ErrorCode.B120, archive());
            }
            for (InstalledRelease here : store.list()) {
                if (here.manifest().contentHash().equals(hash)) {
                    return here;
                }
            }
            unpacked = Optional.of(store.unpack(archive(), _ -> {}));
            return unpacked.get();
        }

        void removeRelease() throws IOException {
            if (unpacked.isPresent()) {
                store.remove(unpacked.get());
            }
        }

        /** A release from before this question cannot look: there is less to compare. */
        private void inspect(InstalledRelease release) throws IOException, InterruptedException {
            Inspection found;
            try {
                found =
                        program.inspect(
                                release.program(),
                                folder().resolve("bip.db"),
                                folder().resolve("attachments"),
                                true);
            } catch (CtlException e) {
                if (e.code() != ErrorCode.S114) {
                    throw e;
                }
                return;
            }
            if (!found.isIntact()) {
                failures.add(
                        Phrase.of(
                                "drill.findings",
                                Math.max(1, found.countFindings()),
                                named(
                                        found.findings().stream()
                                                .map(Inspection.Finding::toString)
                                                .toList())));
            }
            compare(found.tables());
        }

        private void compare(Map<String, Long> now) {
            tables = record.rows().size();
            new TreeMap<>(record.rows())
                    .forEach((table, then) -> {
                        long there = now.getOrDefault(table, 0L);
                        rows += there;
                        if (there != then || !now.containsKey(table)) {
                            failures.add(Phrase.of("drill.rows", table, there, then));
                        }
                    });
        }

        private void serve(InstalledRelease release) throws IOException, InterruptedException {
            List<String> known = record.pages().stream().map(SeenPage::path).toList();
            PageSample shown = rehearsal.tryOut(release, folder(), known);
            pages = shown.size();
            var wrong = new ArrayList<String>();
            if (known.isEmpty()) {
                shown.looks()
                        .forEach((path, look) -> {
                            boolean isHome = path.equals("/");
                            if (look.isServersFault() || (isHome && look.status() != OK)) {
                                wrong.add(path + ": " + look.status());
                            }
                        });
            }
            for (SeenPage then : record.pages()) {
                PageLook now = shown.looks().get(then.path());
                if (now == null
                        || now.status() != then.status()
                        || !now.title().equals(then.title())) {
                    wrong.add(
                            then.path()
                                    + ": "
                                    + then.status()
                                    + " -> "
                                    + (now == null ? 0 : now.status()));
                }
            }
            if (!wrong.isEmpty() || pages == 0) {
                failures.add(Phrase.of("drill.pages", wrong.size(), pages, named(wrong)));
            }
        }

        private static String named(List<String> findings) {
            return findings.stream()
                    .limit(MOST_NAMED)
                    .map(Failures::printable)
                    .collect(Collectors.joining("; "));
        }
    }
}
