package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A strict file system under one folder: a file's content survives a power cut once the file is
 * synced, a name once its folder is. Nothing else does, in no order.
 */
final class DiskModel {

    /** What a name stands for. */
    private sealed interface Node permits Folder, Plain, Link {}

    private static final class Folder implements Node {
        private final Map<String, Node> live = new TreeMap<>();
        private Map<String, Node> synced = new TreeMap<>();
    }

    private static final class Plain implements Node {
        /** Written to since it was synced, or never synced. */
        private boolean dirty;

        /**
         * A copy of what it held when it was last known to be synced; null when that is unknown.
         */
        private @Nullable Path content;
    }

    private record Link(String target) implements Node {}

    private final Path root;
    private final Folder top;

    /**
     * All of {@code root} as it is, as if synced.
     *
     * @param copies the same tree, kept
     */
    DiskModel(Path root, Path copies) throws IOException {
        this.root = root;
        this.top = load(copies);
    }

    private static Folder load(Path copies) throws IOException {
        var folder = new Folder();
        for (Path child : children(copies)) {
            String name = String.valueOf(child.getFileName());
            if (Files.isSymbolicLink(child)) {
                folder.live.put(name, new Link(Files.readSymbolicLink(child).toString()));
            } else if (Files.isDirectory(child)) {
                folder.live.put(name, load(child));
            } else {
                var file = new Plain();
                file.content = child;
                folder.live.put(name, file);
            }
        }
        folder.synced = new TreeMap<>(folder.live);
        return folder;
    }

    private static Iterable<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    /** A file is made unless it is there; one that is there may lose its content. */
    void open(String path, boolean empties) {
        if (find(path) == null) {
            put(path, newFile());
        } else if (empties) {
            write(path);
        }
    }

    private static Plain newFile() {
        var file = new Plain();
        file.dirty = true;
        return file;
    }

    void write(String path) {
        if (find(path) instanceof Plain file) {
            file.dirty = true;
        }
    }

    void sync(String path) {
        switch (find(path)) {
            case Plain file -> file.dirty = false;
            case Folder folder -> folder.synced = new TreeMap<>(folder.live);
            case Link _ -> throw new IllegalStateException(path + " is a link");
            case null -> {
                // Outside, or already without a name.
            }
        }
    }

    void makeFolder(String path) {
        put(path, new Folder());
    }

    void makeLink(String target, String path) {
        put(path, new Link(target));
    }

    /** A second name for the same file. */
    void link(String from, String to) {
        Node node = find(from);
        if (node != null) {
            put(to, node);
        }
    }

    void rename(String from, String to) {
        Node node = find(from);
        if (node != null) {
            remove(from);
            put(to, node);
        }
    }

    void remove(String path) {
        Folder parent = parent(path);
        if (parent != null) {
            parent.live.remove(name(path));
        }
    }

    private void put(String path, Node node) {
        Folder parent = parent(path);
        if (parent != null) {
            parent.live.put(name(path), node);
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private @Nullable Folder parent(String path) {
        String above = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        return find(above) instanceof Folder folder ? folder : null;
    }

    /** Follows links in all but the last part; null for what is outside. */
    private @Nullable Node find(String path) {
        if (!path.equals(root.toString()) && !path.startsWith(root + "/")) {
            return null;
        }
        Node node = top;
        Path walked = root;
        for (Path part : root.relativize(Path.of(path))) {
            if (part.toString().isEmpty()) {
                break;
            }
            if (node instanceof Link(var target)) {
                node = find(walked.resolveSibling(target).normalize().toString());
            }
            node = node instanceof Folder folder ? folder.live.get(part.toString()) : null;
            if (node == null) {
                return null;
            }
            walked = walked.resolve(part);
        }
        return node;
    }

    /**
     * Remembers what is in the synced files at this moment.
     *
     * @param copies of the whole tree as it is now
     */
    void remember(Path copies) {
        remember(top, copies);
    }

    private static void remember(Folder folder, Path copies) {
        folder.live.forEach((name, node) -> {
            Path copy = copies.resolve(name);
            switch (node) {
                case Folder sub -> remember(sub, copy);
                case Plain file -> {
                    if (!file.dirty && Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
                        file.content = copy;
                    }
                }
                case Link _ -> {
                    // Is made with its content.
                }
            }
        });
    }

    /** What a power cut could take or bring back now, relative to the root. */
    SortedSet<String> unsafe() {
        var found = new TreeSet<String>();
        unsafe(top, "", found);
        return found;
    }

    private static void unsafe(Folder folder, String place, SortedSet<String> found) {
        folder.live.forEach((name, node) -> {
            if (!Objects.equals(folder.synced.get(name), node)) {
                found.add(place + name + ": name");
            }
            if (node instanceof Plain file && file.dirty) {
                found.add(place + name + ": content");
            }
            if (node instanceof Folder sub) {
                unsafe(sub, place + name + "/", found);
            }
        });
        folder.synced.forEach((name, _) -> {
            if (!folder.live.containsKey(name)) {
                found.add(place + name + ": removal");
            }
        });
    }

    /** Whether the names in {@code copies} are those of the model; what differs, if not. */
    SortedSet<String> disagreement(Path copies) throws IOException {
        var found = new TreeSet<String>();
        compare(top, copies, "", found);
        return found;
    }

    private static void compare(Folder folder, Path copies, String place, SortedSet<String> found)
            throws IOException {
        var names = new TreeSet<String>();
        for (Path child : children(copies)) {
            names.add(String.valueOf(child.getFileName()));
        }
        for (String name : names) {
            if (!folder.live.containsKey(name)) {
                found.add(place + name + " is on the disk alone");
            }
        }
        for (var entry : folder.live.entrySet()) {
            if (!names.contains(entry.getKey())) {
                found.add(place + entry.getKey() + " is in the model alone");
            } else if (entry.getValue() instanceof Folder sub) {
                Path copy = copies.resolve(entry.getKey());
                compare(sub, copy, place + entry.getKey() + "/", found);
            }
        }
    }

    /**
     * Builds what a power cut would leave.
     *
     * @param keepsNames whether the names of a folder survive unsynced; asked once a folder
     */
    void build(Path target, Predicate<Path> keepsNames) throws IOException {
        build(top, target, Path.of(""), keepsNames);
    }

    private static void build(Folder folder, Path target, Path place, Predicate<Path> keepsNames)
            throws IOException {
        Files.createDirectory(target);
        var names = keepsNames.test(place) ? folder.live : folder.synced;
        for (var entry : names.entrySet()) {
            Path path = target.resolve(entry.getKey());
            Path inner = place.resolve(entry.getKey());
            switch (entry.getValue()) {
                case Folder sub -> build(sub, path, inner, keepsNames);
                case Link(var linked) -> Files.createSymbolicLink(path, Path.of(linked));
                case Plain file -> place(file, path, inner);
            }
        }
    }

    /** Files of a release are never written to again: a second name is as good as a copy. */
    private static void place(Plain file, Path path, Path inner) throws IOException {
        Path content = file.content;
        if (content == null) {
            Files.createFile(path);
        } else if (inner.startsWith("opt/bip/releases")) {
            Files.createLink(path, content);
        } else {
            Files.copy(content, path, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
