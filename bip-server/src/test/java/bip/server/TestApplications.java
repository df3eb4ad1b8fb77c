package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.health.Freeze;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts real applications; public so that tests of other rooms reach the package-private root. */
public final class TestApplications {
    private TestApplications() {}

    /** A started application. */
    public interface Running extends AutoCloseable {
        InetSocketAddress address();

        /** Of everything it answers. */
        List<String> templates();

        @Override
        void close();
    }

    public static Running start(
            Map<String, String> environment,
            Path database,
            Path freezeFlag,
            String version,
            InstantSource clock)
            throws IOException {
        ConfigReader reader = new ConfigReader(environment);
        ServerSettings settings = ServerSettings.read(reader);
        ConfigReport report = reader.report();
        if (!report.isOk()) {
            throw new IllegalArgumentException("bad settings: " + report.problems());
        }
        Freeze freeze = new Freeze(Optional.of(freezeFlag), clock);
        Application application = Application.start(settings, database, version, freeze, clock);
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return application.address();
            }

            @Override
            public List<String> templates() {
                return application.templates();
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }
}
