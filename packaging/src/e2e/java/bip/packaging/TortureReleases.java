package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A channel with the releases of all {@link Scenario scenarios}: 1.0.0, 1.0.1 on the same schema,
 * 1.1.0 and 2.0.0 with a table more, 1.2.0 that dies when it is current, 1.3.0 whose migration
 * fails when its work is done. Kept below {@code packaging/target} for the next test of this build.
 */
record TortureReleases(Path channel) {

    /** Those that load their code as usual: a cache holds nothing of another class loader. */
    private static final List<String> SOUND = List.of("1.0.0", "1.0.1", "1.1.0", "2.0.0");

    /**
     * Where light ones find on a machine what they use; there a checkout may lie where services
     * cannot see it, below {@code /home} or {@code /tmp}.
     */
    private static final Path PLACE_ON_A_MACHINE = Path.of("/srv/bip-light");

    /** From which 1.0.0 they are made. */
    enum Kin {
        /** The one in {@code dist/}. */
        REAL,
        /**
         * One without a runtime of its own: it uses that of this build, and starts from a cache
         * made here where its code is loaded as usual. Making one at each installation would take
         * longer than all else.
         */
        LIGHT
    }

    static synchronized TortureReleases of(Kin kin) throws IOException, InterruptedException {
        Path origin = Checkout.archive("1.0.0");
        Path folder =
                Checkout.root()
                        .resolve("packaging/target/torture")
                        .resolve(
                                kin.name().toLowerCase(Locale.ROOT)
                                        + "-"
                                        + Files.getLastModifiedTime(origin).toMillis());
        Path channel = folder.resolve("channel");
        if (!Files.exists(folder.resolve("complete"))) {
            Trees.delete(folder);
            Files.createDirectories(folder);
            Files.createSymbolicLink(folder.resolve("runtime"), runtime());
            make(kin, origin, folder, new ChannelFolder(channel));
            if (kin == Kin.LIGHT) {
                makeCaches(folder);
            }
            Files.createFile(folder.resolve("complete"));
        }
        return new TortureReleases(channel);
    }

    /** The same releases, signed as bipctl of this build believes it: for real machines. */
    synchronized SignedChannel signed() throws IOException {
        Path folder = channel.resolveSibling("signed");
        if (!Files.exists(folder)) {
            Path fresh = channel.resolveSibling("signed.new");
            Trees.delete(fresh);
            SignedChannel.begin(fresh, Checkout.keys()).add(archives());
            Files.move(fresh, folder);
        }
        return new SignedChannel(folder, Checkout.keys());
    }

    private Path[] archives() throws IOException {
        try (var files = Files.list(channel)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tar.gz"))
                    .toArray(Path[]::new);
        }
    }

    private static void make(Kin kin, Path origin, Path folder, ChannelFolder channel)
            throws IOException, InterruptedException {
        Path first = kin == Kin.REAL ? origin : light("1.0.0", origin, folder);
        channel.add(first);
        channel.add(
                kin == Kin.REAL
                        ? renamed("1.0.1", origin, folder)
                        : light("1.0.1", origin, folder));
        Path changed = SchemaRelease.make("1.1.0", SchemaRelease.Change.ADDS_TABLE, first, folder);
        channel.add(changed);
        channel.add(FaultyRelease.make("1.2.0", "dies", changed, folder));
        channel.add(FaultyRelease.make("1.3.0", "fails-after-migration", changed, folder));
        channel.add(renamed("2.0.0", changed, folder));
    }

    private static Path renamed(String version, Path origin, Path folder)
            throws IOException, InterruptedException {
        return OpenedRelease.open(origin, folder).pack(version, notes("renamed"), folder);
    }

    private static Path light(String version, Path origin, Path folder)
            throws IOException, InterruptedException {
        return OpenedRelease.open(origin, folder)
                .withoutCache()
                .using(PLACE_ON_A_MACHINE, folder)
                .pack(version, notes("light"), folder);
    }

    /** Lays what the {@link Kin#LIGHT} ones use of this host onto {@code machine}. */
    void bringTo(DebianMachine machine) throws IOException, InterruptedException {
        machine.bring(runtime(), PLACE_ON_A_MACHINE.resolve("runtime"));
        machine.bring(channel.resolveSibling("caches"), PLACE_ON_A_MACHINE.resolve("caches"));
    }

    private static Path caches(Path folder) {
        return folder.resolve("caches");
    }

    private static void makeCaches(Path folder) throws IOException, InterruptedException {
        for (String version : SOUND) {
            new StartCaches(caches(folder))
                    .make(
                            version,
                            folder.resolve("bip-server-" + version + "-linux-x64.tar.gz"),
                            Files.createDirectories(folder.resolve("training")));
        }
    }

    private static Path runtime() {
        return Checkout.root().resolve("packaging/target/release/runtime");
    }

    private static Map<String, String> notes(String what) {
        return Map.of("pl", "Wydanie testowe: " + what + ".", "en", "A test's release: " + what);
    }
}
