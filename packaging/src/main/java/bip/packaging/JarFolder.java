package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder {@code lib} of a program: its jars, and the file {@code classpath} that says their
 * order.
 */
final class JarFolder {

    private JarFolder() {}

    /**
     * Copies a program's own jar and those it needs, and writes the order: its own first, then by
     * name.
     */
    static void copy(Path own, Path needed, Path lib) throws IOException {
        var names = new ArrayList<String>();
        names.add(own.getFileName().toString());
        Trees.copyFile(own, lib.resolve(own.getFileName().toString()), false);
        for (Path jar : Trees.files(needed)) {
            Trees.copyFile(needed.resolve(jar), lib.resolve(jar.toString()), false);
            names.add(jar.toString());
        }
        writeOrder(lib, names);
    }

    static void writeOrder(Path lib, List<String> names) throws IOException {
        Files.writeString(lib.resolve("classpath"), String.join("\n", names) + "\n");
    }

    /** The one jar whose name starts with {@code prefix}. */
    static Path find(Path lib, String prefix) throws IOException {
        try (var files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + prefix + "* in " + lib));
        }
    }
}
