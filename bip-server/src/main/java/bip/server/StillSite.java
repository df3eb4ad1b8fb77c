package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.export.ExportedSite;
import bip.server.maintenance.ConfigurationException;
import bip.server.maintenance.Workplace;
import bip.server.web.Fetched;
import bip.server.web.RequestFilter;
import bip.server.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What citizens see, on a copy of the database that nothing is written to, asked within this
 * process: no socket, no search, no editors' desk.
 */
final class StillSite implements ExportedSite {
    private final Opened opened;
    private final WebServer web;
    private final Database database;
    private final String address;

    private StillSite(Opened opened, WebServer web, Database database, String address) {
        this.opened = opened;
        this.web = web;
        this.database = database;
        this.address = address;
    }

    /** Opens such sites with the configuration of {@code workplace}. */
    static Opener opener(Workplace workplace) {
        return copy -> open(settings(workplace), copy, workplace.clock());
    }

    private static ServerSettings settings(Workplace workplace) {
        ConfigReader reader = new ConfigReader(workplace.environment());
        ServerSettings settings = ServerSettings.read(reader);
        ConfigReport report = reader.report();
        if (!report.isOk()) {
            throw new ConfigurationException(report);
        }
        return settings;
    }

    private static StillSite open(ServerSettings settings, Path copy, InstantSource clock) {
        Opened opened = new Opened();
        try {
            ErrorReporter errors = opened.add(ErrorReporter.none());
            Database database = opened.add(Database.open(copy, () -> true));
            PublicSite site = new PublicSite(settings, database, errors, opened, clock, false);
            WebServer web =
                    opened.add(
                            new WebServer(
                                    settings.web(),
                                    site::frame,
                                    RequestFilter.PUBLIC_ONLY,
                                    errors,
                                    new SecureRandom()));
            site.register(web.routes());
            String address = settings.web().baseUrl().map(URI::toString).orElse("");
            return new StillSite(opened, web, database, address);
        } catch (RuntimeException e) {
            try (opened) {
                throw e;
            }
        }
    }

    @Override
    public Fetched fetch(String target) {
        return web.fetch(target);
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        opened.close();
    }
}
