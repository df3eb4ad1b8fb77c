package bip.server.maintenance;

import bip.server.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import picocli.CommandLine;

/** The door of this room: the command line of bip-server. */
public final class Maintenance {
    private final CommandLine commands;
    private final Failures failures;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * Knows all subcommands of this room.
     *
     * @param readAllSettings reads the keys of every room
     */
    public Maintenance(Workplace workplace, Consumer<ConfigReader> readAllSettings, Server server) {
        ServeCommand serve = new ServeCommand(workplace, server);
        commands =
                new CommandLine(serve)
                        .setCommandName("bip-server")
                        .addSubcommand(new ServeCommand(workplace, server))
                        .addSubcommand(new CheckConfigCommand(workplace, readAllSettings))
                        .addSubcommand(new SchemaCommand(workplace))
                        .addSubcommand(new MigrateCommand(workplace))
                        .addSubcommand(new SnapshotCommand(workplace))
                        .addSubcommand(new ChangesCommand(workplace));
        commands.getCommandSpec()
                .version(workplace.version())
                .usageMessage()
                .description("The public information bulletin. Without a subcommand it serves.");
        failures = new Failures(workplace);
        out = new PrintWriter(workplace.out(), true, StandardCharsets.UTF_8);
        err = new PrintWriter(workplace.err(), true, StandardCharsets.UTF_8);
    }

    /** Adds another room's subcommand: a class with picocli's {@code @Command}. */
    public Maintenance add(Object subcommand) {
        commands.addSubcommand(subcommand);
        return this;
    }

    /** Runs what the arguments say; returns the process's exit code. */
    public int run(String... arguments) {
        // picocli hands these on to the subcommands known at this moment, so not earlier.
        return commands.setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(failures)
                .execute(arguments);
    }
}
