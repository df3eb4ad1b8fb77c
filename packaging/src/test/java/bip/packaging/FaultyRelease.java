package bip.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes releases that go wrong: a real one with one more jar in front of its class path. In it a
 * main class of the same name misbehaves when asked to serve, and hands everything else to the real
 * one.
 */
final class FaultyRelease {

    private static final String MAIN = "bip/server/BipServer.class";

    private FaultyRelease() {}

    /**
     * Packs {@code version} with the fault {@code fault} (see {@code bip.server.BipServer} in the
     * tests of this module) into {@code folder}.
     */
    static Path make(String version, String fault, Path folder)
            throws IOException, InterruptedException {
        return pack(unpack(version, fault, folder), version, folder);
    }

    /**
     * As {@link #make}, with the fault that {@code FAULT} in the server's environment file names at
     * each start; none without it. bipctl makes no cache of loaded classes for it, which takes long.
     */
    static Path makeTold(String version, Path folder) throws IOException, InterruptedException {
        Path tree = unpack(version, "told", folder);
        Path launcher = tree.resolve("bin/bip-server");
        Files.writeString(
                launcher, Files.readString(launcher).replace("BIP_AOT_TRAINING", "NO_TRAINING"));
        return pack(tree, version, folder);
    }

    private static Path unpack(String version, String fault, Path folder)
            throws IOException, InterruptedException {
        Path tree = folder.resolve("tree-" + version);
        Files.createDirectories(tree);
        Programs.run(
                List.of(
                        "tar",
                        "-xzf",
                        Checkout.archive("1.0.0").toString(),
                        "--strip-components=1",
                        "-C",
                        tree.toString()),
                folder);
        addFault(tree.resolve("lib"), fault);
        return tree;
    }

    private static Path pack(Path tree, String version, Path folder)
            throws IOException, InterruptedException {
        var manifest =
                JsonMapper.shared().readTree(Files.readAllBytes(tree.resolve("release.json")));
        Files.delete(tree.resolve("release.json"));
        var schema = manifest.required("schema");
        var facts =
                new ReleaseFacts(
                        version,
                        schema.required("writes").intValue(),
                        schema.required("reads").required("from").intValue(),
                        schema.required("reads").required("to").intValue(),
                        manifest.required("upgradeFrom").stringValue(),
                        manifest.required("bipctl").stringValue(),
                        Map.of("pl", "Wydanie z usterką.", "en", "A faulty release."));
        return ReleaseArchive.write(tree, facts, folder);
    }

    private static void addFault(Path lib, String fault) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve("faulty.jar")));
                InputStream main =
                        Objects.requireNonNull(
                                FaultyRelease.class.getClassLoader().getResourceAsStream(MAIN))) {
            jar.putNextEntry(new JarEntry(MAIN));
            main.transferTo(jar);
            jar.putNextEntry(new JarEntry("fault"));
            jar.write(fault.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var order = new ArrayList<>(Files.readAllLines(lib.resolve("classpath")));
        order.addFirst("faulty.jar");
        JarFolder.writeOrder(lib, order);
    }
}
