package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.config.Credentials;
import bip.server.database.DatabaseException;
import bip.server.database.SchemaMismatchException;
import bip.server.export.ExportCommand;
import bip.server.inspection.InspectionCommands;
import bip.server.legacyimport.ImportCommand;
import bip.server.logging.LogFileException;
import bip.server.logging.Logging;
import bip.server.logging.StandardError;
import bip.server.maintenance.AuditCommand;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.UsersCommand;
import bip.server.maintenance.Workplace;
import bip.server.service.ServiceManager;
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
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final Signals signals;
    private final Workplace workplace;
    private final StandardError standardError;
    private final ServiceManager serviceManager;

    private BipServer(
            Signals signals,
            Workplace workplace,
            StandardError standardError,
            ServiceManager serviceManager) {
        this.signals = signals;
        this.workplace = workplace;
        this.standardError = standardError;
        this.serviceManager = serviceManager;
    }

    public static void main(String[] arguments) {
        // First: a JVM without a handler is killed by the SIGHUP that asks it to reopen its log.
        Signals signals = Signals.install();
        StandardError standardError = standardError();
        Map<String, String> environment;
        try {
            environment = Credentials.addedTo(System.getenv());
        } catch (IOException e) {
            standardError.stream().println("bip-server: nie można odczytać poświadczenia: " + e);
            standardError.stream().println("bip-server: cannot read a credential: " + e);
            System.exit(ExitStatus.MISFIT.code());
            return;
        }
        Workplace workplace =
                new Workplace(
                        environment,
                        launcherProperties(),
                        utf8(FileDescriptor.out),
                        standardError.stream(),
                        Clock.systemUTC());
        BipServer server =
                new BipServer(
                        signals,
                        workplace,
                        standardError,
                        ServiceManager.of(environment, ProcessHandle.current().pid()));
        Maintenance maintenance =
                new Maintenance(workplace, ServerSettings::read, server::serve)
                        .add(() -> new ImportCommand(workplace).withSources())
                        .add(() -> new UsersCommand(workplace, System.in).withVerbs())
                        .add(() -> new AuditCommand(workplace).withVerbs())
                        .add(() -> ExportCommand.of(workplace, StillSite.opener(workplace)))
                        .add(() -> InspectionCommands.inspect(workplace))
                        .add(() -> InspectionCommands.lookup(workplace));
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

    private ExitStatus serve(ServerSettings settings, Path database) {
        log.info("bip-server {} is starting on {}", workplace.version(), database);
        signals.catchEnd();
        try (Application application =
                        Application.start(
                                settings,
                                database,
                                workplace.version(),
                                workplace.freeze(),
                                workplace.clock());
                ServiceManager.Watch _ = serviceManager.watch(application::check)) {
            announce(application);
            signals.awaitEnd();
            announceEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SchemaMismatchException e) {
            log.warn("bip-server cannot start: {}", e.getMessage());
            throw e;
        } catch (IOException | DatabaseException e) {
            log.warn("bip-server cannot start: {}", e.getMessage());
            StartFailure failure = StartFailure.of(e, settings.web().listen(), database);
            workplace.tell(failure.polish(), failure.english());
            return ExitStatus.FAILED;
        } catch (IllegalStateException e) {
            // Standard error may be closed already, with an inherited socket.
            log.error("bip-server did not end as it should", e);
            throw e;
        }
        log.info("bip-server has ended");
        return ExitStatus.DONE;
    }

    private void announce(Application application) {
        String version = workplace.version();
        String address =
                application.address().getHostString() + ":" + application.address().getPort();
        boolean inherited = application.isSocketInherited();
        log.info(
                "bip-server {} answers on {}{}",
                version,
                address,
                inherited ? ", a socket that it was given" : "");
        serviceManager.ready(
                "wersja %s odpowiada na %s / version %s answers on %s"
                        .formatted(version, address, version, address));
        standardError.notice(
                "bip %s nasłuchuje na %s%s / listens on %s%s"
                        .formatted(
                                version,
                                address,
                                inherited ? " (gniazdo od systemd)" : "",
                                address,
                                inherited ? " (systemd's socket)" : ""));
    }

    private void announceEnd() {
        log.info("bip-server is asked to end");
        serviceManager.stopping("kończy trwające żądania / finishing requests in flight");
        standardError.notice("bip %s kończy pracę / is ending".formatted(workplace.version()));
    }

    private static StandardError standardError() {
        FileOutputStream stream = new FileOutputStream(FileDescriptor.err);
        return StandardError.isJournal(System.getenv(), STANDARD_ERROR)
                ? StandardError.journal(stream)
                : StandardError.plain(stream);
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
