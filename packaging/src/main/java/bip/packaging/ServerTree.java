package bip.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a release of bip-server, laid out from what the build left. */
final class ServerTree {

    private static final String SQLITE_LIBRARY = "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so";

    private final Path sources;
    private final Path runtime;

    /**
     * A tree made from a checkout.
     *
     * @param sources the checkout, with {@code bip-server} built
     * @param runtime the Java runtime to put in
     */
    ServerTree(Path sources, Path runtime) {
        this.sources = sources;
        this.runtime = runtime;
    }

    /** Lays the files out in {@code tree}, which must be empty or missing. */
    void layOut(Path tree) throws IOException {
        Path lib = tree.resolve("lib");
        Path built = sources.resolve("bip-server/target");
        JarFolder.copy(built.resolve("bip-server.jar"), built.resolve("lib"), lib);
        takeSqliteLibrary(lib);
        Trees.copyFile(
                sources.resolve("packaging/src/main/launcher/bip-server"),
                tree.resolve("bin/bip-server"),
                true);
        Trees.copyFile(
                built.resolve("sbom.cyclonedx.json"), tree.resolve("sbom.cyclonedx.json"), false);
        Trees.copyFile(sources.resolve("LICENSE"), tree.resolve("LICENSE"), false);
        Trees.copy(runtime, tree.resolve("runtime"));
    }

    /**
     * sqlite-jdbc would unpack its library at every start, and fail where the temporary folder is
     * noexec.
     */
    private static void takeSqliteLibrary(Path lib) throws IOException {
        Path jar = JarFolder.find(lib, "sqlite-jdbc-");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry(SQLITE_LIBRARY);
            if (entry == null) {
                throw new IOException(jar + " holds no " + SQLITE_LIBRARY);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, lib.resolve("libsqlitejdbc.so"));
            }
        }
    }

    /**
     * The facts of the release in {@code tree}; its schema numbers are what the program itself
     * says.
     */
    ReleaseFacts facts(Path tree, String version) throws IOException, InterruptedException {
        Path none = tree.resolve("no-database");
        var command =
                List.of(
                        tree.resolve("bin/bip-server").toString(),
                        "schema",
                        "--database",
                        none.toString());
        JsonNode schema =
                JsonMapper.shared().readTree(Programs.run(new ArrayList<>(command), tree));
        Properties fixed = properties(sources.resolve("packaging/release.properties"));
        return new ReleaseFacts(
                version,
                schema.required("writes").intValue(),
                schema.required("reads").required("from").intValue(),
                schema.required("reads").required("to").intValue(),
                fixed.getProperty("upgradeFrom"),
                fixed.getProperty("bipctl"),
                notes(version));
    }

    private Map<String, String> notes(String version) throws IOException {
        Path file = sources.resolve("packaging/notes/" + version + ".properties");
        if (!Files.exists(file)) {
            return Map.of("pl", "Wydanie " + version + ".", "en", "Release " + version + ".");
        }
        Properties notes = properties(file);
        return Map.of("pl", notes.getProperty("pl"), "en", notes.getProperty("en"));
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
