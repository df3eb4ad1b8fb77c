package bip.server.legacyimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code instance/attachments}: flat, each file named by the hash of its content. */
final class LegacyFiles {

    private final Path folder;

    LegacyFiles(Path folder) {
        this.folder = folder;
    }

    /** The file {@code name}; absent also when the name or a link would lead out of the folder. */
    Optional<Path> find(String name) {
        if (name.isBlank() || name.contains("/") || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path file = folder.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(file)
                : Optional.empty();
    }

    /** Names of the files that no row names, in their order. */
    List<String> listOrphans(Collection<String> namesInRows) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> known = new HashSet<>(namesInRows);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !known.contains(name))
                    .sorted()
                    .toList();
        }
    }
}
