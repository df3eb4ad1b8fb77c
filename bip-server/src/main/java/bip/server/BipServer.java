package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.database.DatabaseException;
import bip.server.legacyimport.ImportCommand;
import bip.server.logging.LogFileException;
import bip.server.logging.Logging;
import bip.server.maintenance.AuditCommand;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.UsersCommand;
import bip.server.maintenance.Workplace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server, or the subcommand that is named. */
public final class BipServer {
    private static final Logger log = LoggerFactory.getLogger(BipServer.class);

    private final Signals signals;
    private final Workplace workplace;

    private BipServer(Signals signals, Workplace workplace) {
        this.signals = signals;
        this.workplace = workplace;
    }

    public static void main(String[] arguments) {
        Signals signals = Signals.install();
        Workplace workplace =
                new Workplace(
                        System.getenv(),
                        launcherProperties(),
                        utf8(FileDescriptor.out),
                        utf8(FileDescriptor.err),
                        Clock.systemUTC());
        BipServer server = new BipServer(signals, workplace);
        Maintenance maintenance =
                new Maintenance(workplace, ServerSettings::read, server::serve)
                        .add(new ImportCommand(workplace).withSources())
                        .add(new UsersCommand(workplace, System.in).withVerbs())
                        .add(new AuditCommand(workplace).withVerbs());
        System.exit(maintenance.run(arguments));
    }

    private ExitStatus serve(Path database) throws IOException {
        ConfigReader reader = new ConfigReader(workplace.environment());
        ServerSettings settings = ServerSettings.read(reader);
        ConfigReport report = reader.report();
        if (!report.isOk()) {
            workplace.tell(report);
            return ExitStatus.MISFIT;
        }
        try (Logging logging = Logging.toFile(settings.logging(), workplace.err())) {
            signals.onHangup(logging::reopen);
            report.warnings().forEach(warning -> log.warn("{}", warning.line()));
            return serve(settings, database);
        } catch (LogFileException e) {
            workplace.tell(
                    "nie można otworzyć dziennika BIP_LOG_FILE: " + e.getMessage(),
                    "cannot open BIP_LOG_FILE: " + e.getMessage());
            return ExitStatus.MISFIT;
        }
    }

    private ExitStatus serve(ServerSettings settings, Path database) throws IOException {
        log.info("bip-server {} is starting on {}", workplace.version(), database);
        signals.catchEnd();
        try (Application application =
                Application.start(
                        settings,
                        database,
                        workplace.version(),
                        workplace.freeze(),
                        workplace.clock())) {
            log.info(
                    "bip-server {} answers on {}:{}",
                    workplace.version(),
                    application.address().getHostString(),
                    application.address().getPort());
            signals.awaitEnd();
            log.info("bip-server is asked to end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | DatabaseException e) {
            log.warn("bip-server cannot start: {}", e.getMessage());
            throw e;
        }
        log.info("bip-server has ended");
        return ExitStatus.DONE;
    }

    /** UTF-8 whatever the locale: systemd gives none, and the contract's documents are UTF-8. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static Map<String, String> launcherProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("bip."))
                .collect(Collectors.toMap(name -> name, System::getProperty));
    }
}
