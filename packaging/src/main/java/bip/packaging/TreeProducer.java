package bip.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/** Puts a tree into a package as it lies there, in order of path, all of it root's. */
final class TreeProducer implements DataProducer {

    private final Path tree;
    private final Predicate<String> isWanted;

    TreeProducer(Path tree) {
        this(tree, path -> true);
    }

    /**
     * Only some of it.
     *
     * @param isWanted asked with each path below the tree, {@code etc/bip/bip.env}
     */
    TreeProducer(Path tree, Predicate<String> isWanted) {
        this.tree = tree;
        this.isWanted = isWanted;
    }

    @Override
    public void produce(DataConsumer consumer) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(tree)) {
            paths = walk.skip(1).sorted().toList();
        }
        for (Path path : paths) {
            String name = tree.relativize(path).toString();
            if (isWanted.test(name)) {
                put(path, "./" + name, consumer);
            }
        }
    }

    private static void put(Path path, String name, DataConsumer consumer) throws IOException {
        if (Files.isSymbolicLink(path)) {
            var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            consumer.onEachLink(owned(link, 0777));
        } else if (Files.isDirectory(path)) {
            consumer.onEachDir(owned(new TarArchiveEntry(name + "/"), mode(path)));
        } else {
            var file = new TarArchiveEntry(name);
            file.setSize(Files.size(path));
            try (InputStream content = Files.newInputStream(path)) {
                consumer.onEachFile(content, owned(file, mode(path)));
            }
        }
    }

    private static TarArchiveEntry owned(TarArchiveEntry entry, int mode) {
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setMode(mode);
        entry.setModTime(DebianPackage.ENTRY_TIME_MILLIS);
        return entry;
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0777;
    }
}
