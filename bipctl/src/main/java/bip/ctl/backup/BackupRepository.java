package bip.ctl.backup;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of backups; its form is decision 36. Whoever writes to it holds the operation lock of
 * its installation.
 */
public final class BackupRepository {

    private static final String BACKUPS = "backups";
    private static final String CERTIFICATES = "certificates";
    private static final String README = "README.txt";
    private static final String NEWEST = "newest";

    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}Z-[a-z]+");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final RepositoryMark mark;
    private final ObjectStore objects;
    private final Path backups;

    private BackupRepository(Path folder, RepositoryMark mark) {
        this.folder = folder;
        this.mark = mark;
        this.objects = new ObjectStore(folder);
        this.backups = folder.resolve(BACKUPS);
    }

    /** Whether {@code folder} holds one. */
    public static boolean isThere(Path folder) {
        return Files.isRegularFile(folder.resolve(RepositoryMark.FILE));
    }

    /**
     * Opens the one in {@code folder} to read what it holds, also when its own file is damaged or
     * lost: verification names that, and backups are whole without it.
     *
     * @throws CtlException B101 if there is none
     */
    public static BackupRepository openToRead(Path folder) throws IOException {
        try {
            return open(folder);
        } catch (CtlException e) {
            var unmarked = new BackupRepository(folder, new RepositoryMark("", ""));
            if (unmarked.folders().isEmpty()) {
                throw e;
            }
            return unmarked;
        }
    }

    /**
     * Opens the one in {@code folder}.
     *
     * @throws CtlException B101 if there is none, B102 if it is not one that can be read here
     */
    public static BackupRepository open(Path folder) throws IOException {
        if (!isThere(folder)) {
            throw new CtlException(ErrorCode.B101, folder);
        }
        return new BackupRepository(folder, RepositoryMark.read(folder));
    }

    /**
     * Opens the one in {@code folder}, or makes one there.
     *
     * @throws CtlException B103 if there is something else in the folder
     */
    public static BackupRepository openOrMake(Path folder) throws IOException {
        return isThere(folder) ? open(folder) : make(folder, "");
    }

    private static BackupRepository make(Path folder, String copyOf) throws IOException {
        Durable.makeFolder(folder);
        List<Path> there;
        try (var files = Files.list(folder)) {
            // A file system that is mounted there brings that folder with it.
            there = files.filter(it -> !it.endsWith("lost+found")).toList();
        }
        // A crash may have left the beginning of one.
        if (!there.isEmpty() && !there.stream().allMatch(BackupRepository::isBeginning)) {
            throw new CtlException(ErrorCode.B103, folder);
        }
        Durable.makeFolder(folder.resolve(ObjectStore.FOLDER));
        Durable.makeFolder(folder.resolve(BACKUPS));
        Durable.makeFolder(folder.resolve(CERTIFICATES));
        try (InputStream text = BackupRepository.class.getResourceAsStream(README)) {
            Durable.writeNow(folder.resolve(README), text.readAllBytes());
        }
        var mark = RepositoryMark.newOne(copyOf);
        AtomicFiles.write(folder.resolve(RepositoryMark.FILE), mark.json(), Durable.FILE);
        return new BackupRepository(folder, mark);
    }

    /** Only what a repository has: one that is in the making, or that lost its own file. */
    private static boolean isBeginning(Path file) {
        String name = file.getFileName().toString();
        return switch (name) {
            case ObjectStore.FOLDER -> hasOnly(file, Pattern.compile("[0-9a-f]{2}|.*\\.part"));
            case BACKUPS -> hasOnly(file, Pattern.compile(ID.pattern() + "|\\..*"));
            case CERTIFICATES -> hasOnly(file, Pattern.compile(".*\\.(txt|json)"));
            default ->
                    name.equals(README)
                            || name.startsWith("." + RepositoryMark.FILE)
                            || name.startsWith(RepositoryMark.FILE);
        };
    }

    private static boolean hasOnly(Path folder, Pattern names) {
        try (var files = Files.list(folder)) {
            return files.allMatch(it -> names.matcher(it.getFileName().toString()).matches());
        } catch (IOException e) {
            // No folder, or one that cannot be looked into: not ours.
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    /** Of this repository, made once. */
    public String id() {
        return mark.id();
    }

    /** Where restore drills leave what they proved. */
    public Path certificates() {
        return folder.resolve(CERTIFICATES);
    }

    /**
     * The whole backups, the newest first. One that cannot be read is left out: verify names it.
     */
    public List<BackupRecord> list() throws IOException {
        var records = new ArrayList<BackupRecord>();
        for (BackupFolder backup : folders()) {
            try {
                records.add(backup.record());
            } catch (CtlException e) {
                // Verification tells of it; the others can be used.
            }
        }
        return records.stream()
                .sorted(
                        Comparator.comparing(BackupRecord::time)
                                .thenComparing(BackupRecord::id)
                                .reversed())
                .toList();
    }

    /**
     * The backup with that id; the newest that can be read for {@code newest}.
     *
     * @param id may be a beginning that no other one has
     * @throws CtlException B105 if there is none, B125 if several are meant, B121 or B122 if it
     *     cannot be read
     */
    public BackupRecord get(String id) throws IOException {
        if (id.equals(NEWEST)) {
            return list().stream()
                    .findFirst()
                    .orElseThrow(() -> new CtlException(ErrorCode.B105, id, folder));
        }
        List<String> meant = Ids.meant(folders().stream().map(BackupFolder::id).toList(), id);
        if (meant.isEmpty()) {
            throw new CtlException(ErrorCode.B105, id, folder);
        }
        if (meant.size() > 1) {
            throw new CtlException(ErrorCode.B125, id, String.join(", ", meant));
        }
        return backup(meant.getFirst()).record();
    }

    private List<BackupFolder> folders() throws IOException {
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (var list = Files.list(backups)) {
            return list.filter(it -> ID.matcher(it.getFileName().toString()).matches())
                    .filter(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .map(BackupFolder::new)
                    .toList();
        }
    }

    private BackupFolder backup(String id) {
        return new BackupFolder(backups.resolve(id));
    }

    /**
     * Makes a backup. It is on the disk and was read back when this returns.
     *
     * @param progress told how many bytes of the source were dealt with
     * @throws CtlException B110 if the disk gave back something else than was written
     */
    public Made create(
            BackupReason reason,
            BackupSource source,
            Recipient recipient,
            Clock clock,
            LongConsumer progress)
            throws IOException, InterruptedException {
        boolean isSwept = sweepObjects();
        Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // Two of one second would not be in the order in which they were made.
        while (isTaken(TIME.format(time))) {
            time = time.plusSeconds(1);
        }
        String id = TIME.format(time) + "-" + reason.word();
        return new BackupWriter(objects, backups, isSwept, progress)
                .write(id, reason, time, source, recipient, findRelease(source));
    }

    private boolean isTaken(String time) throws IOException {
        return folders().stream().anyMatch(it -> it.id().startsWith(time));
    }

    private @Nullable String findRelease(BackupSource source) throws IOException {
        String wanted = source.release().manifest().contentHash();
        for (BackupRecord record : list()) {
            if (record.contentHash().equals(wanted)) {
                try {
                    return backup(record.id()).objects(ContentList.RELEASE).getFirst();
                } catch (CtlException e) {
                    // Damaged: it is packed anew.
                }
            }
        }
        return null;
    }

    /**
     * Reads every byte of a backup.
     *
     * @param id null for all of them
     * @return what is not as it was written; empty when all is well
     */
    public List<Damage> verify(@Nullable String id, LongConsumer progress) throws IOException {
        List<BackupFolder> meant =
                folders().stream().filter(it -> id == null || it.id().equals(id)).toList();
        return new Verification(folder, progress).of(meant);
    }

    /**
     * Copies what {@code target} lacks; a repository is made there if there is none.
     *
     * @return bytes that were written
     * @throws CtlException B106 if the one there holds copies of another repository
     */
    public long copyTo(Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        var copy = isThere(target) ? open(target) : make(target, mark.id());
        if (!copy.mark.copyOf().equals(mark.id())) {
            throw new CtlException(ErrorCode.B106, target);
        }
        copy.sweep();
        return new BackupCopy(objects, copy.objects, copy.backups, progress).copy(folders());
    }

    /** Removes those backups, then every object that no other names. */
    public void remove(List<String> ids) throws IOException {
        for (String id : ids) {
            if (Files.exists(backups.resolve(id))) {
                backup(id).remove();
            }
        }
        sweep();
    }

    /**
     * Removes what a crash left: backups in the making, objects that nobody names. While a list
     * cannot be read no object is removed: it may name any.
     */
    public void sweep() throws IOException {
        var _ = sweepObjects();
    }

    /** Whether every object that is left is named by a whole backup. */
    private boolean sweepObjects() throws IOException {
        if (!Files.isDirectory(backups)) {
            return true;
        }
        List<Path> leftovers;
        try (var list = Files.list(backups)) {
            leftovers = list.filter(BackupFolder::isLeftover).toList();
        }
        for (Path leftover : leftovers) {
            AtomicFiles.deleteTree(leftover);
        }
        try {
            objects.removeAllBut(objectsOfAll());
            return true;
        } catch (CtlException e) {
            // Verification names the list.
            return false;
        }
    }

    private Set<String> objectsOfAll() throws IOException {
        var named = new HashSet<String>();
        for (BackupFolder backup : folders()) {
            named.addAll(backup.objects());
        }
        return named;
    }

    /** The pieces of backups to be put back. */
    public BackupReader reader(String id) throws IOException {
        BackupRecord record = get(id);
        return new BackupReader(backup(record.id()), record, objects);
    }
}
