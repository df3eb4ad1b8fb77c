package bip.server.testing;

import bip.server.TestApplications;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real server on a free port of this machine, with a data folder of its own. */
public final class TestServer implements AutoCloseable {
    public static final String VERSION = "1.4.2";

    private final Path dataFolder;
    private final TestApplications.Running application;

    private TestServer(Path dataFolder, TestApplications.Running application) {
        this.dataFolder = dataFolder;
        this.application = application;
    }

    /** Starts on a fresh, migrated, empty database in {@code dataFolder}. */
    public static TestServer start(Path dataFolder) throws IOException {
        MigratedDatabase.at(dataFolder.resolve("bip.db"));
        return startOn(dataFolder, Map.of());
    }

    /**
     * Starts on {@code bip.db} as it stands in {@code dataFolder}.
     *
     * @param more keys of the configuration
     */
    public static TestServer startOn(Path dataFolder, Map<String, String> more) throws IOException {
        return startOn(dataFolder, more, InstantSource.system());
    }

    /** The same, with a clock of the test's own. */
    public static TestServer startOn(Path dataFolder, Map<String, String> more, InstantSource clock)
            throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent("BIP_LISTEN", "127.0.0.1:0");
        environment.put("BIP_DATA_DIR", dataFolder.toString());
        return new TestServer(
                dataFolder,
                TestApplications.start(
                        environment,
                        dataFolder.resolve("bip.db"),
                        dataFolder.resolve("freeze"),
                        VERSION,
                        clock));
    }

    public InetSocketAddress address() {
        return application.address();
    }

    /** Templates of everything it answers, e.g. {@code /strona/{slug}}. */
    public List<String> templates() {
        return application.templates();
    }

    public Path dataFolder() {
        return dataFolder;
    }

    public Path database() {
        return dataFolder.resolve("bip.db");
    }

    /** The flag that freezes editors while it holds an instant to come. */
    public Path freezeFlag() {
        return dataFolder.resolve("freeze");
    }

    /** Sends a GET as {@link RawHttp} does. */
    public RawHttp.Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(address(), target, headers);
    }

    @Override
    public void close() {
        application.close();
    }
}
