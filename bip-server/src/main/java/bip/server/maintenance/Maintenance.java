package bip.server.maintenance;

import bip.server.config.ConfigReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The door of this room: the command line of bip-server. */
public final class Maintenance {
    private final Workplace workplace;
    private final Consumer<ConfigReader> readAllSettings;
    private final Server server;
    private final Failures failures;
    private final List<Supplier<CommandLine>> others = new ArrayList<>();

    /**
     * Knows all subcommands of this room.
     *
     * @param readAllSettings reads the keys of every room
     */
    public Maintenance(Workplace workplace, Consumer<ConfigReader> readAllSettings, Server server) {
        this.workplace = workplace;
        this.readAllSettings = readAllSettings;
        this.server = server;
        this.failures = new Failures(workplace);
    }

    /** Adds another room's subcommand, which is made only when there are arguments to read. */
    public Maintenance add(Supplier<CommandLine> subcommand) {
        others.add(subcommand);
        return this;
    }

    /** Runs what the arguments say; returns the process's exit code. */
    public int run(String... arguments) {
        return arguments.length == 0 ? serve() : read(arguments);
    }

    /**
     * What a service manager starts, and visitors wait for: without Picocli, which has nothing to
     * read here. No cache of loaded classes takes its old bytecode, so it would cost a tenth of the
     * start.
     */
    private int serve() {
        try {
            return new ServeCommand(workplace, server).call();
        } catch (Exception e) {
            return explain(e);
        }
    }

    /** As Picocli does it. */
    private int explain(Exception failure) {
        try {
            return failures.explain(failure).code();
        } catch (Exception unexpected) {
            unexpected.printStackTrace(workplace.err());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private int read(String... arguments) {
        CommandLine commands = commands();
        others.forEach(other -> commands.addSubcommand(other.get()));
        // Picocli hands these on to the subcommands known at this moment, so not earlier.
        return commands.setOut(writer(workplace.out()))
                .setErr(writer(workplace.err()))
                .setExecutionExceptionHandler((e, _, _) -> failures.explain(e).code())
                .setExecutionStrategy(this::execute)
                .execute(arguments);
    }

    private CommandLine commands() {
        var commands =
                new CommandLine(new ServeCommand(workplace, server))
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
                .customSynopsis(
                        "bip-server [-hV] [--database=FILE]", "bip-server [-hV] COMMAND [OPTION]…")
                .description(
                        "The public information bulletin. Without a subcommand it serves. What"
                                + " belongs to a subcommand stands after its name.");
        return commands;
    }

    /**
     * Picocli takes an option before the subcommand for the command's in front of it, and the
     * subcommand would work on something else than was asked for.
     */
    private int execute(ParseResult parsed) {
        for (ParseResult at = parsed; at.hasSubcommand(); at = at.subcommand()) {
            Optional<OptionSpec> early =
                    at.matchedOptions().stream()
                            .filter(option -> !option.usageHelp() && !option.versionHelp())
                            .findFirst();
            if (early.isPresent()) {
                refuse(early.get().longestName(), at);
                return CommandLine.ExitCode.USAGE;
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private void refuse(String option, ParseResult before) {
        String command = before.subcommand().commandSpec().qualifiedName();
        workplace.tell(
                "opcja %s stoi przed poleceniem, do którego nie należy; nic nie zrobiono. Właściwe"
                                .formatted(option)
                        + " miejsce jest za nim, jeżeli je zna: %s %s …".formatted(command, option),
                "the option %s stands before the subcommand and does not reach it; nothing was"
                                .formatted(option)
                        + " done. Its place is after it, if it knows it: %s %s …"
                                .formatted(command, option));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
