package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
     * tests of this module) into {@code folder}. bipctl makes no cache of loaded classes for it,
     * which takes long.
     */
    static Path make(String version, String fault, Path folder)
            throws IOException, InterruptedException {
        return make(version, fault, Checkout.archive("1.0.0"), folder);
    }

    /**
     * As {@link #make(String, String, Path)}, with the fault that {@code FAULT} in the server's
     * environment file names at each start; none without it.
     */
    static Path makeTold(String version, Path folder) throws IOException, InterruptedException {
        return make(version, "told", folder);
    }

    /** The same from another release, such as one that {@link SchemaRelease} made. */
    static Path make(String version, String fault, Path archive, Path folder)
            throws IOException, InterruptedException {
        return pack(OpenedRelease.open(archive, folder).withoutCache(), version, fault, folder);
    }

    private static Path pack(OpenedRelease release, String version, String fault, Path folder)
            throws IOException, InterruptedException {
        release.addFirst(
                "faulty.jar",
                Map.of(MAIN, OpenedRelease.compiled(MAIN), "fault", OpenedRelease.text(fault)));
        return release.pack(
                version, Map.of("pl", "Wydanie z usterką.", "en", "A faulty release."), folder);
    }
}
