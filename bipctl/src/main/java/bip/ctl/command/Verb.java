package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb of the command line. */
abstract class Verb implements Callable<Integer> {

    @Spec @Nullable CommandSpec spec;

    private @Nullable Toolkit toolkit;

    /** Given once, right after the verb is made. */
    final void equip(Toolkit tools) {
        toolkit = tools;
    }

    @Override
    public final Integer call() throws Exception {
        if (spec == null || toolkit == null) {
            throw new IllegalStateException("a verb is made by CommandLines");
        }
        var root = (BipctlCommand) spec.root().userObject();
        try (var desk = Desk.open(toolkit, root.options)) {
            return delivered(desk, desk.guard(() -> permitted(desk))).number();
        }
    }

    /** Whoever reads half of a list must not take it for the whole. */
    private ExitCode delivered(Desk desk, ExitCode exitCode) {
        if (!desk.console().isResultLost()) {
            return exitCode;
        }
        ExitCode lost = desk.fail(new CtlException(ErrorCode.G108));
        return exitCode == ExitCode.DONE && !isDoneUnread() ? lost : exitCode;
    }

    /**
     * What this verb is for is done even when nobody could be told; of the others the output is all
     * there is.
     */
    boolean isDoneUnread() {
        return false;
    }

    private ExitCode permitted(Desk desk) throws Exception {
        if (!isForEverybody()) {
            desk.requireRights(typed());
        }
        return run(desk);
    }

    /** Works without root's rights on a real machine too. */
    boolean isForEverybody() {
        return false;
    }

    /** The words after {@code bipctl}, for the one who is told to type them once more. */
    String typed() {
        return Wording.line(typedWords());
    }

    /** As the person typed them, options too. */
    final List<String> typedWords() {
        return spec == null ? List.of() : spec.root().commandLine().getParseResult().originalArgs();
    }

    /**
     * Does it and says what came of it.
     *
     * @throws Exception of any kind: where exceptions end is {@link Desk#guard}
     */
    abstract ExitCode run(Desk desk) throws Exception;
}
