package bip.ctl.command;

import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.Generation;
import bip.ctl.service.ServerProgram.Problem;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know of although visitors may not have noticed it yet.
 *
 * @param serious makes {@code status} end with 4
 * @param settings of which the release takes no notice; no reason for another exit code
 * @param strayLines of the server's settings file, from 1, that are no settings; likewise
 */
record Warnings(List<CtlException> serious, List<Problem> settings, List<Integer> strayLines) {

    static final Warnings NONE = new Warnings(List.of(), List.of(), List.of());

    /** Below this the server's next start or an editor's next save may fail. */
    private static final long LEAST_FREE_BYTES = 32L << 20;

    /** How every SQLite database begins (file format, 1.3). */
    private static final byte[] DATABASE_BEGINS =
            "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    Warnings {
        serious = List.copyOf(serious);
        settings = List.copyOf(settings);
        strayLines = List.copyOf(strayLines);
    }

    /**
     * Looks at the disk, at the settings, and unless the server serves from it, at the database.
     *
     * @param current null when nothing is installed
     */
    static Warnings of(Machine machine, @Nullable Generation current, HealthAnswer health)
            throws IOException, InterruptedException {
        if (current == null) {
            return NONE;
        }
        var serious = new ArrayList<CtlException>();
        for (Path folder : List.of(machine.layout().serverState(), machine.layout().logs())) {
            if (Files.isDirectory(folder)) {
                readOnly(folder, Files.isWritable(folder)).ifPresent(serious::add);
                space(folder, Files.getFileStore(folder).getUsableSpace()).ifPresent(serious::add);
            }
        }
        // A server goes on with a file that was deleted, until its next start.
        if (!Files.exists(current.database()) || !isReady(health)) {
            database(current.database()).ifPresent(serious::add);
        }
        return new Warnings(
                serious,
                PassedOver.askAboutUnusual(machine, current),
                PassedOver.strayLines(machine.layout()));
    }

    /** The same, with those in front. */
    Warnings after(List<CtlException> first) {
        var all = new ArrayList<CtlException>(first);
        all.addAll(serious);
        return new Warnings(all, settings, strayLines);
    }

    private static boolean isReady(HealthAnswer health) {
        return health instanceof HealthAnswer.Answered(var it) && it.ready();
    }

    /** Of root's, for whom only a read-only file system is in the way. */
    static Optional<CtlException> readOnly(Path folder, boolean isWritable) {
        return isWritable
                ? Optional.empty()
                : Optional.of(new CtlException(ErrorCode.S159, folder));
    }

    static Optional<CtlException> space(Path folder, long freeBytes) {
        return freeBytes < LEAST_FREE_BYTES
                ? Optional.of(new CtlException(ErrorCode.S156, folder, freeBytes >> 20))
                : Optional.empty();
    }

    static Optional<CtlException> database(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new CtlException(ErrorCode.S158, file));
        }
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            beginning = in.readNBytes(DATABASE_BEGINS.length);
        }
        return Arrays.equals(beginning, DATABASE_BEGINS)
                ? Optional.empty()
                : Optional.of(new CtlException(ErrorCode.S157, file));
    }
}
