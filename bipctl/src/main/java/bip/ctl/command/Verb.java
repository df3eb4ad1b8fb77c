package bip.ctl.command;

import bip.ctl.support.ExitCode;
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
            return desk.guard(() -> run(desk)).number();
        }
    }

    /**
     * Does it and says what came of it.
     *
     * @throws Exception of any kind: where exceptions end is {@link Desk#guard}
     */
    abstract ExitCode run(Desk desk) throws Exception;
}
