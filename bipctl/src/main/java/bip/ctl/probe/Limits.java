package bip.ctl.probe;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long things may take, as the tool's settings say. */
public final class Limits {

    /** A start takes 2.4 s at worst on two cores; a small busy machine may take ten times that. */
    private static final Duration USUAL_READY = Duration.ofSeconds(60);

    private static final String READY_KEY = "BIPCTL_READY_SECONDS";

    /** Editors work on while a migration is rehearsed; this ends only a hang. */
    private static final Duration USUAL_MIGRATION = Duration.ofHours(1);

    private static final String MIGRATION_KEY = "BIPCTL_MIGRATION_SECONDS";

    /** From 5 to 86,400 seconds. */
    private static final Pattern SECONDS =
            Pattern.compile("[5-9]|[1-9]\\d{1,3}|[1-7]\\d{4}|8[0-5]\\d{3}|86[0-3]\\d{2}|86400");

    private Limits() {}

    /**
     * Until a started server must be ready: {@code BIPCTL_READY_SECONDS}, or 60 s.
     *
     * @throws CtlException A105 if that is no number of seconds
     */
    public static Duration ready(Layout layout) throws IOException {
        return of(layout, READY_KEY, USUAL_READY);
    }

    /**
     * Until a migration must be over when it is rehearsed: {@code BIPCTL_MIGRATION_SECONDS}, or an
     * hour.
     *
     * @throws CtlException A105 if that is no number of seconds
     */
    public static Duration migration(Layout layout) throws IOException {
        return of(layout, MIGRATION_KEY, USUAL_MIGRATION);
    }

    private static Duration of(Layout layout, String key, Duration usual) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return usual;
        }
        String said = EnvironmentFile.read(layout.toolEnvironment()).get(key);
        if (said == null || said.isBlank()) {
            return usual;
        }
        if (!SECONDS.matcher(said).matches()) {
            throw new CtlException(ErrorCode.A105, key, said, layout.toolEnvironment());
        }
        return Duration.ofSeconds(Integer.parseInt(said));
    }
}
