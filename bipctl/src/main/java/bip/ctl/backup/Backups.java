package bip.ctl.backup;

import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerFolder;
import bip.ctl.release.Generation;
import bip.ctl.service.Inspection;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The door of this room: backups of one installation. Whoever makes or removes one holds the
 * operation lock.
 */
public final class Backups {

    private static final String FOLDER_KEY = "BIPCTL_BACKUP_DIR";
    private static final String SECOND_KEY = "BIPCTL_BACKUP_SECOND";
    private static final String RECIPIENT_KEY = "BIPCTL_BACKUP_RECIPIENT";

    /** Where the copy of the database lies while it is taken in; the server's user writes it. */
    private static final String WORK = ".backup";

    private final Layout layout;
    private final ServerProgram program;
    private final Clock clock;

    public Backups(Layout layout, ServerProgram program, Clock clock) {
        this.layout = layout;
        this.program = program;
        this.clock = clock;
    }

    /** The folder of the first repository, which may not be there yet. */
    public Path folder() throws IOException {
        return setting(FOLDER_KEY).map(Path::of).orElse(layout.backups());
    }

    /** The folder of the second one, if there shall be one. */
    public Optional<Path> second() throws IOException {
        return setting(SECOND_KEY).map(Path::of);
    }

    /**
     * Makes sure that both are named from the root on, whatever folder bipctl is started in.
     *
     * @throws CtlException B149 if one is not
     */
    public void requireAbsolute() throws IOException {
        for (String key : List.of(FOLDER_KEY, SECOND_KEY)) {
            Optional<String> folder = setting(key);
            if (folder.isPresent() && !Path.of(folder.get()).isAbsolute()) {
                throw new CtlException(ErrorCode.B149, key, folder.get(), layout.toolEnvironment());
            }
        }
    }

    private Optional<String> setting(String key) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return Optional.empty();
        }
        return Optional.ofNullable(EnvironmentFile.read(layout.toolEnvironment()).get(key))
                .filter(it -> !it.isBlank());
    }

    /** Whose key opens the secret settings. */
    public Recipient recipient() throws IOException {
        return setting(RECIPIENT_KEY).map(Recipient::parse).orElse(Recipient.NOBODY);
    }

    /**
     * Backs up what {@code current} holds, while its server goes on.
     *
     * @param copiers programs that can copy the database, the best first
     * @param pages how pages look to visitors now; empty when nobody serves them
     * @param progress told how many bytes were dealt with
     * @throws CtlException a code with B if it cannot be made: the older ones are untouched
     */
    public Made make(
            Generation current,
            List<Path> copiers,
            BackupReason reason,
            List<SeenPage> pages,
            LongConsumer progress)
            throws IOException, InterruptedException {
        var recipient = recipient();
        var repository = BackupRepository.openOrMake(folder());
        Path work = layout.data().resolve(WORK);
        try {
            // One of a backup that was killed would go on writing there.
            program.endStrays();
            AtomicFiles.deleteTree(work);
            ServerFolder.open(layout, work).close();
            Path copy = work.resolve("bip.db");
            var snapshot = program.snapshot(copiers, current.database(), copy, false);
            Optional<Inspection> found = inspect(current, copy);
            Made made =
                    repository.create(
                            reason,
                            new BackupSource(
                                    current.release(),
                                    copy,
                                    snapshot.schema(),
                                    found.map(Inspection::tables).orElse(Map.of()),
                                    attachments(),
                                    configuration(),
                                    pages),
                            recipient,
                            clock,
                            progress);
            return made.of(found.map(Backups::complaints).orElse(List.of()));
        } finally {
            AtomicFiles.deleteTree(work);
        }
    }

    /** How many bytes {@link #make} deals with; about. */
    public long size(Generation current) throws IOException {
        long bytes = Files.exists(current.database()) ? Files.size(current.database()) : 0;
        return bytes + Attachments.in(attachments()).bytes();
    }

    /** The server's folder of attachments. */
    public Path attachments() {
        return layout.serverState().resolve("attachments");
    }

    /**
     * A release from before this question cannot count, nor one that is damaged; then a drill has
     * less to compare. What is wrong with the database is no reason to have no backup of it.
     */
    private Optional<Inspection> inspect(Generation current, Path copy)
            throws IOException, InterruptedException {
        try {
            return Optional.of(
                    program.inspect(current.release().program(), copy, attachments(), false));
        } catch (CtlException e) {
            if (e.code() != ErrorCode.S114 && e.code() != ErrorCode.S110) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static List<String> complaints(Inspection found) {
        return found.findings().stream().map(Inspection.Finding::toString).toList();
    }

    /** Settings of both programs, and what an administrator added to the units. */
    private Map<String, Path> configuration() throws IOException {
        var files = new LinkedHashMap<String, Path>();
        for (Path folder : layout.settings()) {
            if (Files.isDirectory(folder)) {
                try (var found = Files.walk(folder, 2)) {
                    found.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                            .forEach(it -> files.put(layout.nameOf(it), it));
                }
            }
        }
        return files;
    }

    /**
     * Copies to the second target what it lacks.
     *
     * @return bytes that were written; empty when there is no second target
     * @throws CtlException B111 if it is not there, B113 if it cannot be written
     */
    public OptionalLong copyToSecond(LongConsumer progress)
            throws IOException, InterruptedException {
        Optional<Path> second = second();
        if (second.isEmpty()) {
            return OptionalLong.empty();
        }
        Path target = second.get();
        if (!isSecondThere(target)) {
            throw new CtlException(ErrorCode.B111, target);
        }
        try {
            long bytes = BackupRepository.open(folder()).copyTo(target, progress);
            AtomicFiles.write(
                    layout.secondBackups(), target.toString().getBytes(StandardCharsets.UTF_8));
            return OptionalLong.of(bytes);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.B113, target, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether copies may be written to {@code target}, the second one. An empty folder where copies
     * were once is where a file system should be mounted.
     */
    public boolean isSecondThere(Path target) throws IOException {
        Path note = layout.secondBackups();
        boolean wasUsed =
                Files.exists(note) && Files.readString(note).strip().equals(target.toString());
        return Files.isDirectory(target) && (!wasUsed || BackupRepository.isThere(target));
    }

    /** Both targets are lost with the same disk. */
    public boolean isSecondOnSameDisk() throws IOException {
        Optional<Path> second = second().filter(Files::isDirectory);
        return second.isPresent()
                && Files.isDirectory(folder())
                && device(second.get()).equals(device(folder()));
    }

    private static Object device(Path folder) throws IOException {
        return Objects.requireNonNull(Files.getAttribute(folder, "unix:dev"));
    }

    /** Decides which backups of {@code repository} stay. */
    public List<KeptBackups.Verdict> decide(
            BackupRepository repository, Set<String> needed, ZoneId zone) throws IOException {
        return KeptBackups.decide(repository.list(), KeepRules.of(layout), needed, zone);
    }

    /** The repositories that can be reached: the first, then the second. */
    public List<BackupRepository> repositories() throws IOException {
        var repositories = new ArrayList<BackupRepository>();
        for (Path it : Stream.concat(Stream.of(folder()), second().stream()).toList()) {
            if (BackupRepository.isThere(it)) {
                repositories.add(BackupRepository.open(it));
            }
        }
        return repositories;
    }

    /** Removes what a backup left that was cut short. */
    public void sweep() throws IOException {
        AtomicFiles.deleteTree(layout.data().resolve(WORK));
        if (BackupRepository.isThere(folder())) {
            BackupRepository.open(folder()).sweep();
        }
    }
}
