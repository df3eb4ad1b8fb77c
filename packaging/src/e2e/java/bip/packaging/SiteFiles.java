package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What lies where an operation leaves something, one line a file, link or folder. */
final class SiteFiles {

    private static final List<String> FOLDERS =
            List.of(
                    "opt/bip",
                    "var/lib/bip",
                    "var/lib/bipctl",
                    "var/cache/bip",
                    "run/bip",
                    "run/bipctl");

    /**
     * What comes and goes by itself or is looked at on its own: journals, policy, lock, what was
     * verified of the channel (which a refresh keeps whatever becomes of the operation), the record
     * of the running server, the numbers given last, the server's own log of its database, its
     * index.
     */
    private static final Pattern PASSED_OVER =
            Pattern.compile(
                    "var/lib/bipctl/operations/.+|var/lib/bipctl/(last-operation|policy\\.json)"
                            + "|var/lib/bipctl/trust(/.*)?"
                            + "|run/bipctl|run/bipctl/lock|run/bip|run/bip/server\\.json"
                            + "|opt/bip/generations/\\.last"
                            + "|var/lib/bip/data/\\d+/bip\\.db-(wal|shm)|var/lib/bip/index(/.*)?");

    /** Never change once they are there, so that their size tells whether they are whole. */
    private static final Pattern OF_ONE_SIZE =
            Pattern.compile("opt/bip/releases/.+|var/lib/bip/attachments/.+");

    private SiteFiles() {}

    static SortedSet<String> of(Path root) throws IOException {
        var found = new TreeSet<String>();
        for (String folder : FOLDERS) {
            if (Files.isDirectory(root.resolve(folder))) {
                list(root, root.resolve(folder), found);
            }
        }
        return found;
    }

    private static void list(Path root, Path folder, SortedSet<String> found) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString();
                if (!PASSED_OVER.matcher(name).matches()) {
                    found.add(describe(path, name));
                }
            }
        }
    }

    private static String describe(Path path, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return name + " -> " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return name + "/";
        }
        return OF_ONE_SIZE.matcher(name).matches() ? name + " " + Files.size(path) : name;
    }
}
