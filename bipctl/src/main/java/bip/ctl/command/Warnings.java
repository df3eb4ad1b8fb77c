package bip.ctl.command;

import bip.ctl.release.Generation;
import bip.ctl.service.ServerProgram.Problem;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know of although visitors may not have noticed it yet.
 *
 * @param serious makes {@code status} end with 4
 * @param settings of which the release takes no notice; no reason for another exit code
 */
record Warnings(List<CtlException> serious, List<Problem> settings) {

    static final Warnings NONE = new Warnings(List.of(), List.of());

    /** Below this the server's next start or an editor's next save may fail. */
    private static final long LEAST_FREE_BYTES = 32L << 20;

    Warnings {
        serious = List.copyOf(serious);
        settings = List.copyOf(settings);
    }

    static Warnings of(Machine machine, @Nullable Generation current)
            throws IOException, InterruptedException {
        if (current == null) {
            return NONE;
        }
        var serious = new ArrayList<CtlException>();
        for (Path folder : List.of(machine.layout().serverState(), machine.layout().logs())) {
            if (Files.isDirectory(folder)) {
                long free = Files.getFileStore(folder).getUsableSpace();
                if (free < LEAST_FREE_BYTES) {
                    serious.add(new CtlException(ErrorCode.S156, folder, free >> 20));
                }
            }
        }
        return new Warnings(serious, PassedOver.askAboutUnusual(machine, current));
    }
}
