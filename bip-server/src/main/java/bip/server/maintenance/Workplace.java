package bip.server.maintenance;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import bip.server.config.RunningRelease;
import bip.server.database.Database;
import bip.server.database.DatabaseSettings;
import bip.server.database.FrozenException;
import bip.server.health.Freeze;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What every subcommand works with: where the data are, and whom to tell what. */
public final class Workplace {
    private static final String HOME = "bip.home";
    private static final String DATABASE = "bip.database";
    private static final String FREEZE = "bip.freeze";

    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> environment;
    private final Map<String, String> properties;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    /**
     * Gathers what a process is given.
     *
     * @param properties the launcher's system properties: {@code bip.home}, the release's folder;
     *     {@code bip.database}, the generation's database; {@code bip.freeze}, the freeze flag
     * @param out for documents only
     * @param err for people
     */
    public Workplace(
            Map<String, String> environment,
            Map<String, String> properties,
            PrintStream out,
            PrintStream err,
            Clock clock) {
        this.environment = Map.copyOf(environment);
        this.properties = Map.copyOf(properties);
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /**
     * The database to work on: {@code option}, else the generation's, else the data folder's.
     *
     * @param option as given on the command line
     */
    public Path databaseFile(@Nullable Path option) {
        return option != null
                ? option
                : property(DATABASE).orElseGet(() -> databaseSettings().defaultDatabase());
    }

    /** Opens {@link #databaseFile}, which takes no write during a freeze; the caller closes it. */
    public Database openDatabase(@Nullable Path option) {
        return Database.open(databaseFile(option), freeze()::stands);
    }

    /** Where attachments are kept, by content hash. */
    public Path attachmentsFolder() {
        return databaseSettings().attachmentsFolder();
    }

    /** The freeze as it stands. */
    public Freeze freeze() {
        return new Freeze(property(FREEZE), clock);
    }

    /** Ends the subcommand with {@link ExitStatus#TRY_LATER} when nothing may be written now. */
    public void requireThawed() {
        if (freeze().stands()) {
            throw new FrozenException();
        }
    }

    /** The version of the running release. */
    public String version() {
        return RunningRelease.version(property(HOME));
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Clock clock() {
        return clock;
    }

    /** Writes {@code document} as one line of JSON to standard output, at once. */
    public void print(Object document) {
        out.println(json.writeValueAsString(document));
        out.flush();
    }

    /** Tells people something, in both languages. */
    public void tell(String polish, String english) {
        err.println("bip-server: " + polish);
        err.println("bip-server: " + english);
    }

    /** Tells people what is wrong with the configuration. */
    public void tell(ConfigReport report) {
        tell("konfiguracja jest nieprawidłowa:", "the configuration does not fit:");
        report.problems().forEach(problem -> err.println("  " + problem.line()));
    }

    /** The stream for documents, and for help that was asked for. */
    PrintStream out() {
        return out;
    }

    /** The stream for people. */
    public PrintStream err() {
        return err;
    }

    private Optional<Path> property(String name) {
        return Optional.ofNullable(properties.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private DatabaseSettings databaseSettings() {
        ConfigReader reader = new ConfigReader(environment);
        DatabaseSettings settings = DatabaseSettings.read(reader);
        if (!reader.report().isOk()) {
            throw new ConfigurationException(reader.report());
        }
        return settings;
    }
}
