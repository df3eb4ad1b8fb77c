package bip.ctl.probe;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long a started server may take to become ready, as the tool's settings say. */
public final class ReadyLimit {

    /** A start takes 2.4 s at worst on two cores; a small busy machine may take ten times that. */
    private static final Duration USUAL = Duration.ofSeconds(60);

    private static final String KEY = "BIPCTL_READY_SECONDS";

    /** From 5 to 3,600 seconds. */
    private static final Pattern SECONDS =
            Pattern.compile("[5-9]|[1-9]\\d{1,2}|[12]\\d{3}|3[0-5]\\d{2}|3600");

    private ReadyLimit() {}

    /**
     * What {@code BIPCTL_READY_SECONDS} says, or 60 s.
     *
     * @throws CtlException A105 if that is no number of seconds
     */
    public static Duration of(Layout layout) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return USUAL;
        }
        String said = EnvironmentFile.read(layout.toolEnvironment()).get(KEY);
        if (said == null || said.isBlank()) {
            return USUAL;
        }
        if (!SECONDS.matcher(said).matches()) {
            throw new CtlException(ErrorCode.A105, KEY, said, layout.toolEnvironment());
        }
        return Duration.ofSeconds(Integer.parseInt(said));
    }
}
