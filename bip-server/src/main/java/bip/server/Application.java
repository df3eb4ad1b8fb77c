package bip.server;

import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.errortracking.Origin;
import bip.server.errortracking.UncaughtErrors;
import bip.server.health.Freeze;
import bip.server.health.HealthCheck;
import bip.server.health.HealthFeature;
import bip.server.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: opens the rooms top-down, closes them bottom-up. */
final class Application implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Application.class);
    private static final String HOME = "/";
    private static final int SERVER_ERROR = 500;

    /** How long the health answer waits for a write that was under way when the freeze came. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Opened opened;
    private final WebServer web;
    private final Database database;

    private Application(Opened opened, WebServer web, Database database) {
        this.opened = opened;
        this.web = web;
        this.database = database;
    }

    /**
     * Opens everything and answers requests until closed.
     *
     * @param version of the running release
     * @param clock gives every time that is recorded
     * @throws bip.server.database.SchemaMismatchException if this release cannot run on the
     *     database
     * @throws bip.server.database.DatabaseException if the database cannot be opened
     * @throws IOException if the address cannot be bound
     */
    static Application start(
            ServerSettings settings,
            Path databaseFile,
            String version,
            Freeze freeze,
            InstantSource clock)
            throws IOException {
        Opened opened = new Opened();
        ErrorReporter errors = opened.add(ErrorReporter.open(settings.errorTracking(), version));
        try {
            opened.add(UncaughtErrors.reportTo(errors));
            CompletableFuture<Void> warm = warmUp();
            Database database = opened.add(Database.open(databaseFile, freeze::stands));
            PublicSite site = new PublicSite(settings, database, errors, opened, clock);
            StaffDesk desk =
                    opened.add(
                            new StaffDesk(
                                    settings,
                                    database,
                                    freeze,
                                    site.listeners(),
                                    clock,
                                    new SecureRandom()));
            // Also so that no two threads enter the same library for the first time.
            warm.join();
            WebServer web =
                    opened.add(
                            new WebServer(
                                    settings.web(),
                                    site::frame,
                                    desk.filter(),
                                    errors,
                                    new SecureRandom()));
            HealthFeature health =
                    new HealthFeature(
                            version,
                            database.schema(),
                            settings.errorTracking().dsnHash(),
                            () -> freeze.stands() && database.isQuiet(QUIET),
                            Stream.concat(
                                            Stream.of(HealthCheck.of("database", database::ping)),
                                            site.healthChecks().stream())
                                    .toList());

            site.register(web.routes());
            desk.register(web.routes());
            health.register(web.routes());
            askOnce(web);
            web.start();
            return new Application(opened, web, database);
        } catch (IOException | RuntimeException e) {
            errors.report(e, new Origin.Startup());
            try (opened) {
                throw e;
            }
        }
    }

    private static CompletableFuture<Void> warmUp() {
        return CompletableFuture.runAsync(
                WebServer::warmUp,
                work -> Thread.ofPlatform().name("warm-up").daemon().start(work));
    }

    /**
     * Loads and compiles what a page needs before the first visitor waits for it. A page that fails
     * is told by its own error, and is no reason to withhold all others.
     */
    private static void askOnce(WebServer web) {
        int status = web.ask(HOME);
        if (status >= SERVER_ERROR) {
            log.error("the home page is answered with {}", status);
        }
    }

    /**
     * Returns when what serves visitors works: threads and database.
     *
     * @throws bip.server.database.DatabaseException if the database does not answer
     */
    void check() throws InterruptedException {
        web.checkThreads();
        database.ping();
    }

    /** The socket came from whoever started this process. */
    boolean isSocketInherited() {
        return web.isInherited();
    }

    /** Where it answers. */
    InetSocketAddress address() {
        return web.address();
    }

    /** Templates of everything it answers, e.g. {@code /strona/{slug}}. */
    List<String> templates() {
        return web.templates();
    }

    /** Finishes requests in flight within a bound, then closes everything. */
    @Override
    public void close() {
        opened.close();
    }
}
