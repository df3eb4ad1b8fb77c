package bip.ctl.rehearsal;

import bip.ctl.probe.ListenAddress;
import bip.ctl.release.InstalledRelease;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is rehearsed.
 *
 * @param release that is tried out
 * @param database whose copy it is tried on; null for an empty bulletin
 * @param copiers programs that can copy it, the best first
 * @param migrates whether the copy is brought to the release's schema
 * @param live the bulletin that visitors see, which is asked for the same pages; null when nobody
 *     answers them
 */
public record Script(
        InstalledRelease release,
        @Nullable Path database,
        List<Path> copiers,
        boolean migrates,
        @Nullable ListenAddress live) {
    public Script {
        copiers = List.copyOf(copiers);
    }

    /** A release on an empty bulletin. */
    public static Script ofEmpty(InstalledRelease release) {
        return new Script(release, null, List.of(), true, null);
    }
}
