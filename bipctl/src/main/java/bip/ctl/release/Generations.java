package bip.ctl.release;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The generations of this installation, and the link that names the current one. Whoever changes
 * anything here holds the operation lock.
 */
public final class Generations {

    private static final String RELEASE = "release";
    private static final String DATA = "data";
    private static final String MAKING = ".making-";
    private static final String REMOVING = ".removing-";

    /** Holds the highest number ever given, because a removed generation's is not used again. */
    private static final String LAST_NUMBER = ".last";

    private final Layout layout;
    private final ReleaseStore releases;

    public Generations(Layout layout, ReleaseStore releases) {
        this.layout = layout;
        this.releases = releases;
    }

    /**
     * What {@code current} names; empty when nothing is installed.
     *
     * @throws CtlException if it names anything but a generation, or a damaged one
     */
    public Optional<Generation> current() throws IOException {
        Path link = layout.current();
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isSymbolicLink(link)) {
            throw notAGeneration(Phrase.of("link.notALink"));
        }
        Path target = Files.readSymbolicLink(link);
        OptionalInt number = number(target);
        if (number.isEmpty() || !target.equals(target(number.getAsInt()))) {
            throw notAGeneration(Phrase.of("link.elsewhere", target));
        }
        if (!Files.isDirectory(folder(number.getAsInt()), LinkOption.NOFOLLOW_LINKS)) {
            throw notAGeneration(Phrase.of("link.dangling", target));
        }
        return Optional.of(load(number.getAsInt()));
    }

    /**
     * As {@link #current}, also when its release is gone or damaged: its data are there all the
     * same, and another release can take them over.
     *
     * @throws CtlException if it names anything but a generation, or one without data
     */
    public Optional<Generation> standing() throws IOException {
        try {
            return current();
        } catch (CtlException damage) {
            if (damage.code() != ErrorCode.L104) {
                throw damage;
            }
            int number = number(Files.readSymbolicLink(layout.current())).orElseThrow();
            return Optional.of(find(number).orElseThrow(() -> damage));
        }
    }

    /** The generation of that number, also when its release is gone or damaged. */
    public Optional<Generation> find(int number) throws IOException {
        Path folder = folder(number);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && problem(folder).isEmpty()) {
            return Optional.of(load(number));
        }
        Optional<InstalledRelease> lost =
                findNamed(folder, RELEASE, layout.releases()).flatMap(InstalledRelease::lost);
        Optional<Path> data = findNamed(folder, DATA, layout.data()).filter(Files::isDirectory);
        return lost.isPresent() && data.isPresent()
                ? Optional.of(new Generation(number, folder, lost.get(), data.get()))
                : Optional.empty();
    }

    /** All complete generations, oldest first. */
    public List<Generation> list() throws IOException {
        var generations = new ArrayList<Generation>();
        for (Path folder : children(layout.generations())) {
            OptionalInt number = number(folder);
            if (number.isPresent() && problem(folder).isEmpty()) {
                generations.add(load(number.getAsInt()));
            }
        }
        generations.sort(Comparator.comparingInt(Generation::number));
        return List.copyOf(generations);
    }

    /**
     * Joins {@code release} and {@code dataFolder} under a new number. It is not current yet.
     *
     * @param dataFolder in the installation's folder of data; must exist
     */
    public Generation create(InstalledRelease release, Path dataFolder) throws IOException {
        requireChild(layout.releases(), release.folder());
        requireChild(layout.data(), dataFolder);
        sweep();
        int number = takeNumber();
        Path folder = folder(number);
        Path hidden = folder.resolveSibling(MAKING + number);
        Files.createDirectory(hidden);
        // The server's user must be able to pass, whatever the umask of this one.
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwxr-xr-x"));
        // From real paths: relative links must hold also when /opt is itself a link.
        Path from = hidden.toRealPath();
        link(hidden.resolve(RELEASE), from.relativize(release.folder().toRealPath()));
        link(hidden.resolve(DATA), from.relativize(dataFolder.toRealPath()));
        AtomicFiles.syncFolder(hidden);
        Files.move(hidden, folder, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(layout.generations());
        return new Generation(number, folder, release, dataFolder);
    }

    /**
     * Makes {@code generation} the current one in one step: at every instant {@code current} names
     * either the one before or this one, also across a power cut. The caller restarts the service.
     */
    public void makeCurrent(Generation generation) throws IOException {
        if (isCurrent(generation.number())) {
            // A full disk lets nobody make the link anew, and that is not needed either.
            AtomicFiles.syncFolder(layout.current().resolveSibling(""));
            return;
        }
        AtomicFiles.replaceLink(layout.current(), target(generation.number()));
    }

    /** Takes the current link away: nothing is installed then. Undoes a first installation. */
    public void clearCurrent() throws IOException {
        Files.deleteIfExists(layout.current());
        AtomicFiles.syncFolder(layout.current().resolveSibling(""));
    }

    /**
     * Removes {@code generation}, but neither its release nor its data.
     *
     * @throws IllegalStateException if it is the current one
     */
    public void remove(Generation generation) throws IOException {
        if (isCurrent(generation.number())) {
            throw new IllegalStateException(generation.number() + " is current");
        }
        if (Files.exists(generation.folder(), LinkOption.NOFOLLOW_LINKS)) {
            Path hidden = generation.folder().resolveSibling(REMOVING + generation.number());
            Files.move(generation.folder(), hidden, StandardCopyOption.ATOMIC_MOVE);
        }
        sweep();
        AtomicFiles.syncFolder(layout.generations());
    }

    /** Where the next copy of the data goes: a number not in use, not made yet. */
    public Path newDataFolder() throws IOException {
        int last = highest(layout.data());
        return layout.data().resolve(Integer.toString(last + 1));
    }

    /** Data folders and releases that generations name which are not complete. */
    public Set<Path> namedByDamaged() throws IOException {
        var named = new TreeSet<Path>();
        for (Path generation : children(layout.generations())) {
            if (number(generation).isPresent() && problem(generation).isPresent()) {
                findNamed(generation, DATA, layout.data()).ifPresent(named::add);
                findNamed(generation, RELEASE, layout.releases()).ifPresent(named::add);
            }
        }
        return named;
    }

    /** As the link says, whether it is there or not. */
    private static Optional<Path> findNamed(Path generation, String name, Path folder)
            throws IOException {
        Path link = generation.resolve(name);
        return Files.isSymbolicLink(link)
                ? Optional.of(folder.resolve(Files.readSymbolicLink(link).getFileName()))
                : Optional.empty();
    }

    private boolean isNamed(Path dataFolder) throws IOException {
        for (Path generation : children(layout.generations())) {
            if (number(generation).isPresent()
                    && findNamed(generation, DATA, layout.data())
                            .filter(dataFolder::equals)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** All data folders there are, whether a generation names them or not. */
    public Set<Path> dataFolders() throws IOException {
        return children(layout.data()).stream()
                .filter(it -> number(it).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Removes a data folder; what an earlier run left half removed goes too.
     *
     * @throws IllegalStateException if a generation names it
     */
    public void removeData(Path folder) throws IOException {
        requireChild(layout.data(), folder);
        if (isNamed(folder)) {
            throw new IllegalStateException(folder + " belongs to a generation");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path hidden = folder.resolveSibling(REMOVING + folder.getFileName());
            AtomicFiles.deleteTree(hidden);
            Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.syncFolder(layout.data());
        }
        sweepData();
    }

    /** Ends a removal of data that was cut short. */
    public void sweepData() throws IOException {
        for (Path child : children(layout.data())) {
            if (child.getFileName().toString().startsWith(REMOVING)) {
                AtomicFiles.deleteTree(child);
            }
        }
    }

    /** Removes what a run that was killed left half made or half removed. */
    public void sweep() throws IOException {
        AtomicFiles.sweep(layout.generations().resolve(LAST_NUMBER));
        for (Path child : children(layout.generations())) {
            String name = child.getFileName().toString();
            if (name.startsWith(MAKING) || name.startsWith(REMOVING)) {
                AtomicFiles.deleteTree(child);
            }
        }
    }

    private boolean isCurrent(int number) throws IOException {
        return Files.isSymbolicLink(layout.current())
                && Files.readSymbolicLink(layout.current()).equals(target(number));
    }

    private Generation load(int number) throws IOException {
        Path folder = folder(number);
        Optional<Phrase> problem = problem(folder);
        if (problem.isPresent()) {
            throw new CtlException(ErrorCode.L104, number, problem.get());
        }
        InstalledRelease release = releases.find(releaseFolder(folder)).orElseThrow();
        return new Generation(number, folder, release, dataFolder(folder));
    }

    private Optional<Phrase> problem(Path folder) throws IOException {
        for (String name : List.of(RELEASE, DATA)) {
            Path link = folder.resolve(name);
            if (!Files.isSymbolicLink(link)) {
                return Optional.of(Phrase.of("link.missing", name));
            }
            if (!Files.isDirectory(link)) {
                return Optional.of(Phrase.of("link.dangling", Files.readSymbolicLink(link)));
            }
        }
        if (!layout.data().toRealPath().equals(folder.resolve(DATA).toRealPath().getParent())) {
            return Optional.of(
                    Phrase.of("link.elsewhere", Files.readSymbolicLink(folder.resolve(DATA))));
        }
        return releases.find(releaseFolder(folder)).isPresent()
                ? Optional.empty()
                : Optional.of(Phrase.of("link.release"));
    }

    private Path releaseFolder(Path folder) throws IOException {
        Path name = folder.resolve(RELEASE).toRealPath().getFileName();
        return layout.releases().resolve(name);
    }

    private Path dataFolder(Path folder) throws IOException {
        return layout.data().resolve(folder.resolve(DATA).toRealPath().getFileName());
    }

    private int takeNumber() throws IOException {
        Path file = layout.generations().resolve(LAST_NUMBER);
        int last = Math.max(highest(layout.generations()), lastNumber(file));
        AtomicFiles.write(file, ((last + 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return last + 1;
    }

    private static int lastNumber(Path file) throws IOException {
        return Files.exists(file) ? number(Files.readString(file).strip()).orElse(0) : 0;
    }

    private static int highest(Path folder) throws IOException {
        return children(folder).stream()
                .map(Generations::number)
                .flatMapToInt(OptionalInt::stream)
                .max()
                .orElse(0);
    }

    private static OptionalInt number(Path path) {
        return number(path.getFileName().toString());
    }

    private static OptionalInt number(String name) {
        return name.matches("[1-9][0-9]{0,8}")
                ? OptionalInt.of(Integer.parseInt(name))
                : OptionalInt.empty();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    private static void requireChild(Path folder, Path child) {
        if (!folder.equals(child.toAbsolutePath().normalize().getParent())) {
            throw new IllegalArgumentException(child + " is not in " + folder);
        }
    }

    private Path folder(int number) {
        return layout.generations().resolve(Integer.toString(number));
    }

    private static Path target(int number) {
        return Path.of("generations", Integer.toString(number));
    }

    private CtlException notAGeneration(Phrase problem) {
        return new CtlException(ErrorCode.L103, layout.current(), problem);
    }
}
