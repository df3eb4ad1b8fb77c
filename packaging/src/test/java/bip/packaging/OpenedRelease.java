package bip.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.zip.Deflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real release, unpacked so that a test can change it and pack it again. Without its manifest:
 * that is made anew.
 *
 * @param manifest as it was
 */
record OpenedRelease(Path tree, JsonNode manifest) {

    /** Unpacks {@code archive} into a new folder in {@code folder}. */
    static OpenedRelease open(Path archive, Path folder) throws IOException, InterruptedException {
        Path tree = Files.createTempDirectory(folder, "tree-");
        unpack(archive, tree);
        Path file = tree.resolve("release.json");
        var manifest = JsonMapper.shared().readTree(Files.readAllBytes(file));
        Files.delete(file);
        return new OpenedRelease(tree, manifest);
    }

    /** Unpacks {@code archive}, without its top folder, into {@code tree}. */
    static void unpack(Path archive, Path tree) throws IOException, InterruptedException {
        Programs.run(
                List.of(
                        "tar",
                        "-xzf",
                        archive.toString(),
                        "--strip-components=1",
                        "-C",
                        tree.toString()),
                tree);
    }

    Path lib() {
        return tree.resolve("lib");
    }

    /**
     * bipctl asks a release's launcher whether it can make a cache, and makes none for this one.
     */
    OpenedRelease withoutCache() throws IOException {
        Path launcher = tree.resolve("bin/bip-server");
        Files.writeString(
                launcher, Files.readString(launcher).replace("BIP_AOT_TRAINING", StartCaches.KEY));
        return this;
    }

    /**
     * Brings no runtime of its own, which is three quarters of a release, to be unpacked and hashed
     * many times; and starts from a cache of loaded classes, named by the version, which a test
     * makes itself: bipctl makes none. Both are in {@code place}, as {@code runtime} and {@code
     * caches}; where there is no such folder, in {@code otherwise}.
     */
    OpenedRelease using(Path place, Path otherwise) throws IOException {
        Trees.delete(tree.resolve("runtime"));
        Path launcher = tree.resolve("bin/bip-server");
        String real = Files.readString(launcher);
        String own =
                real.replace(
                                "$prefix/var/cache/bip/aot/${release##*/}.aot",
                                "$light/caches/$(basename \"${release%-*}\").aot")
                        .replace(" \"$release/runtime/lib/modules\"", "")
                        .replace("$release/runtime/bin/java", "$light/runtime/bin/java")
                        .replaceFirst(
                                "\n",
                                Matcher.quoteReplacement(
                                        "\nlight=%s\n[ -d \"$light\" ] || light='%s'\n"
                                                .formatted(place, otherwise)));
        if (own.equals(real)) {
            throw new IOException(
                    "the launcher looks for its cache elsewhere than this test knows");
        }
        Files.writeString(launcher, own);
        return this;
    }

    /** Adds a jar that comes before all others on the class path. */
    void addFirst(String jar, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(lib().resolve(jar));
                var out = new JarOutputStream(file)) {
            for (var entry : new LinkedHashMap<>(entries).entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        var order = new ArrayList<>(Files.readAllLines(lib().resolve("classpath")));
        order.addFirst(jar);
        JarFolder.writeOrder(lib(), order);
    }

    /**
     * Packs it, lightly, as {@code version} into {@code folder}; its schemas are what it says
     * itself.
     */
    Path pack(String version, Map<String, String> notes, Path folder)
            throws IOException, InterruptedException {
        JsonNode schema = schema();
        var facts =
                new ReleaseFacts(
                        version,
                        schema.required("writes").intValue(),
                        schema.required("reads").required("from").intValue(),
                        schema.required("reads").required("to").intValue(),
                        manifest.required("upgradeFrom").stringValue(),
                        manifest.required("bipctl").stringValue(),
                        notes);
        Path archive = ReleaseArchive.write(tree, facts, folder, Deflater.BEST_SPEED);
        Trees.delete(tree);
        return archive;
    }

    private JsonNode schema() throws IOException, InterruptedException {
        var command =
                List.of(
                        tree.resolve("bin/bip-server").toString(),
                        "schema",
                        "--database",
                        tree.resolve("no-database").toString());
        return JsonMapper.shared().readTree(Programs.run(command, tree));
    }

    /** A class of this module's tests, as it is compiled. */
    static byte[] compiled(String entry) throws IOException {
        try (var in = OpenedRelease.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("no " + entry + " among the test's classes");
            }
            return in.readAllBytes();
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
