package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.export.ExportedSite;
import bip.server.maintenance.ConfigurationException;
import bip.server.maintenance.Workplace;
import bip.server.text.PolishDates;
import bip.server.web.Fetched;
import bip.server.web.RequestFilter;
import bip.server.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What citizens see, on a copy of the database that nothing is written to, asked within this
 * process: no socket, no search, no editors' desk.
 */
final class StillSite implements ExportedSite {
    private final Opened opened;
    private final PublicSite site;
    private final WebServer web;
    private final Database database;
    private final ServerSettings settings;

    private StillSite(
            Opened opened,
            PublicSite site,
            WebServer web,
            Database database,
            ServerSettings settings) {
        this.opened = opened;
        this.site = site;
        this.web = web;
        this.database = database;
        this.settings = settings;
    }

    /** Opens such sites with the configuration of {@code workplace}. */
    static Opener opener(Workplace workplace) {
        return (copy, address) -> open(settings(workplace, address), copy, workplace.clock());
    }

    private static ServerSettings settings(Workplace workplace, @Nullable String address) {
        Map<String, String> environment = new HashMap<>(workplace.environment());
        if (address != null) {
            environment.put("BIP_BASE_URL", address);
        }
        ConfigReader reader = new ConfigReader(environment);
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
            return new StillSite(opened, site, web, database, settings);
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
    public List<String> paths() {
        return site.paths();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public PolishDates dates() {
        return new PolishDates(settings.logging().timeZone());
    }

    @Override
    public String address() {
        return settings.web().baseUrl().map(URI::toString).orElse("");
    }

    @Override
    public void close() {
        opened.close();
    }
}
