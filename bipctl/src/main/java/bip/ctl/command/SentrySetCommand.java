package bip.ctl.command;

import bip.ctl.sentry.SentrySetting;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the DSN where the server reads it. */
@Command(name = "set")
final class SentrySetCommand extends ChangingVerb {

    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    @Option(names = "--dsn-file", paramLabel = "FILE|-")
    @Nullable Path file;

    @Option(names = "--off")
    boolean isOff;

    /** Taken only to be refused with the reason. */
    @Parameters(arity = "0..1", hidden = true)
    @Nullable String argument;

    /** Not the file as typed: somebody may give the DSN itself, and these words are shown. */
    @Override
    String words() {
        return isOff ? "sentry set --off" : "sentry set --dsn-file FILE";
    }

    @Override
    String typed() {
        return words();
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        if (argument != null) {
            throw new CtlException(ErrorCode.T141);
        }
        if (isOff) {
            return switchOff(desk);
        }
        if (file == null) {
            throw new CtlException(
                    ErrorCode.A103,
                    desk.text("usage.missing", "--dsn-file | --off"),
                    "bipctl sentry set --dsn-file FILE");
        }
        new SentrySetting(desk.layout())
                .saveFrom(file.toString().equals("-") ? STANDARD_INPUT : file);
        desk.console().result(desk.text("sentry.saved", desk.layout().serverEnvironment()));
        return ExitCode.DONE;
    }

    private ExitCode switchOff(Desk desk) throws Exception {
        if (file != null) {
            throw new CtlException(ErrorCode.A103, "--off, --dsn-file", "bipctl sentry set --help");
        }
        boolean wasOn = new SentrySetting(desk.layout()).unset();
        desk.console()
                .result(
                        desk.text(
                                wasOn ? "sentry.switchedOff" : "sentry.wasOff",
                                desk.layout().serverEnvironment()));
        return ExitCode.DONE;
    }
}
