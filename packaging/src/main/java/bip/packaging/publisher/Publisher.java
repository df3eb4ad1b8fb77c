package bip.packaging.publisher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program {@code publisher}: keeps the signed release channel. Exit code 0: done, or nothing to
 * do; 1: refused, with one line that tells why; 2: wrong usage.
 */
@Command(
        name = "publisher",
        description = "Keeps the signed release channel: docs/key-ceremony.md.",
        mixinStandardHelpOptions = true)
public final class Publisher implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Publisher() {}

    public static void main(String[] arguments) {
        System.exit(run(Desk.ofThisMachine(), arguments));
    }

    /**
     * Does in this process what the program does, for the build: keys that it makes are for trying
     * things out, with a passphrase that lies beside them.
     *
     * @throws IOException with what it said, if it refused
     */
    public static void runForDevelopment(String... arguments) throws IOException {
        var said = new StringWriter();
        if (run(Desk.forDevelopment(new PrintWriter(said)), arguments) != 0) {
            throw new IOException(said.toString().strip());
        }
    }

    /**
     * Whether a root that is to come with bipctl says of itself that its keys are for trying things
     * out.
     *
     * @throws IOException with what is wrong, if {@code root} is no root, is not signed by as many
     *     of its own keys as it asks for, or has expired
     */
    public static boolean isForDevelopment(Path root) throws IOException {
        try {
            return RootFile.load(root, Metadata.now(Clock.systemUTC())).isForDevelopment();
        } catch (Refusal refusal) {
            throw new IOException(refusal.getMessage(), refusal);
        }
    }

    static int run(Desk desk, String... arguments) {
        var line = new CommandLine(new Publisher());
        for (Object verb :
                List.of(
                        new KeysCommand(desk),
                        new RootCommand(desk),
                        new SignCommand(desk),
                        new PlaceCommand(desk),
                        new PublishCommand(desk),
                        new ResignCommand(desk),
                        new RotateRootCommand(desk),
                        new RevokeCommand(desk),
                        new BundleCommand(desk),
                        new ShowCommand(desk))) {
            line.addSubcommand(verb);
        }
        line.addSubcommand(new CommandLine.HelpCommand());
        return line.setOut(desk.out())
                .setErr(desk.err())
                .setExecutionExceptionHandler((failure, _, _) -> explain(desk, failure))
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name a verb.");
        }
    }

    private static int explain(Desk desk, Exception failure) throws Exception {
        switch (failure) {
            case Refusal refusal -> desk.warn("publisher: " + refusal.getMessage());
            // Changes of a repository tell their own failures, so this one came before them.
            case IOException e ->
                    desk.warn(
                            "publisher: "
                                    + Refusal.before(
                                                    Words.of(e),
                                                    "Mend that and run the same command again.")
                                            .getMessage());
            default -> throw failure;
        }
        return 1;
    }
}
