package bip.packaging.publisher;

import java.io.IOException;
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
