package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * bipctl as users get it: launcher, jars, own runtime, version, root of trust, and a cache of its
 * loaded classes.
 */
final class ToolFolder {

    private final Path sources;
    private final Path runtime;
    private final Path root;

    /**
     * Of what a build left.
     *
     * @param root the root of trust, with which bipctl begins to believe a channel
     */
    ToolFolder(Path sources, Path runtime, Path root) {
        this.sources = sources;
        this.runtime = runtime;
        this.root = root;
    }

    /** Makes {@code target} anew; the old one stays whole until the new one is. */
    void make(String version, Path target) throws IOException, InterruptedException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Trees.delete(fresh);
        Path built = sources.resolve("bipctl/target");
        JarFolder.copy(built.resolve("bipctl.jar"), built.resolve("lib"), fresh.resolve("lib"));
        for (String program : List.of("bipctl", "make-cache", "after-stop")) {
            Trees.copyFile(
                    sources.resolve("packaging/src/main/launcher").resolve(program),
                    fresh.resolve("bin").resolve(program),
                    true);
        }
        Trees.copyFile(sources.resolve("LICENSE"), fresh.resolve("LICENSE"), false);
        Trees.copy(runtime, fresh.resolve("runtime"));
        Trees.copyFile(root, fresh.resolve("root.json"), false);
        Files.writeString(fresh.resolve("version"), version + "\n");
        Trees.delete(target);
        Files.move(fresh, target);
        makeCache(target);
    }

    private static void makeCache(Path home) throws IOException, InterruptedException {
        Programs.run(List.of(home.resolve("bin/make-cache").toString()), home);
    }
}
