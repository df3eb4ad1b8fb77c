package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where things lie in a repository: numbered metadata, which never changes once it is there, the
 * one {@code timestamp.json}, and targets named by their hash (6.2).
 */
record RepositoryFolder(Path folder) {

    Path metadata() {
        return folder.resolve("metadata");
    }

    Path file(Role role, long version) {
        String name = role.fileName();
        return metadata().resolve(role == Role.TIMESTAMP ? name : version + "." + name);
    }

    Path timestamp() {
        return metadata().resolve(Role.TIMESTAMP.fileName());
    }

    private Path targets() {
        return folder.resolve("targets");
    }

    Path file(Target target) {
        return targets().resolve(target.fileName());
    }

    /** {@code file} as people are told of it. */
    String told(Path file) {
        return folder.relativize(file).toString();
    }

    /** The versions of which there is a file, also of ones that no reader is told of. */
    SortedSet<Long> versions(Role role) throws IOException {
        var versions = new TreeSet<Long>();
        if (!Files.isDirectory(metadata())) {
            return versions;
        }
        Pattern name = Pattern.compile("([1-9]\\d{0,9})\\." + Pattern.quote(role.fileName()));
        try (var files = Files.newDirectoryStream(metadata())) {
            for (Path file : files) {
                var matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    versions.add(Long.parseLong(matcher.group(1)));
                }
            }
        }
        return versions;
    }

    /** A file that only a publishing leaves; temporary ones are none. */
    Optional<Path> findTrace() throws IOException {
        if (Files.exists(timestamp())) {
            return Optional.of(timestamp());
        }
        for (Role role : List.of(Role.TARGETS, Role.SNAPSHOT)) {
            SortedSet<Long> versions = versions(role);
            if (!versions.isEmpty()) {
                return Optional.of(file(role, versions.last()));
            }
        }
        return archives().stream().findFirst();
    }

    private List<Path> archives() throws IOException {
        var archives = new ArrayList<Path>();
        if (Files.isDirectory(targets())) {
            try (var files = Files.newDirectoryStream(targets(), "[!.]*")) {
                files.forEach(archives::add);
            }
        }
        return archives;
    }

    /**
     * A version that no file has, so that none is ever written twice with other content.
     *
     * @throws Refusal if somebody left no room above
     */
    long nextVersion(Role role) throws IOException {
        SortedSet<Long> versions = versions(role);
        long last = versions.isEmpty() ? 0 : versions.last();
        if (last >= Metadata.MOST_VERSION) {
            throw Refusal.before(
                    told(file(role, last)) + " has the highest version that there can be",
                    "It is none of ours: restore the repository folder from its copy.");
        }
        return last + 1;
    }
}
