package bip.ctl.channel;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long a bundle is good after its statements have expired, as the tool's settings say. */
public final class BundleGrace {

    /** The time that a disk needs to be carried to an office which is visited once a quarter. */
    private static final Duration USUAL = Duration.ofDays(90);

    private static final String KEY = "BIPCTL_BUNDLE_DAYS";

    /** From 0 to 365: none to a year. */
    private static final Pattern DAYS = Pattern.compile("0|[1-9]\\d?|[12]\\d{2}|3[0-5]\\d|36[0-5]");

    private BundleGrace() {}

    /**
     * What {@code BIPCTL_BUNDLE_DAYS} says, or 90 days.
     *
     * @throws CtlException C130 if that is no number from 0 to 365
     */
    public static Duration of(Layout layout) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return USUAL;
        }
        String said = EnvironmentFile.read(layout.toolEnvironment()).get(KEY);
        if (said == null || said.isBlank()) {
            return USUAL;
        }
        if (!DAYS.matcher(said).matches()) {
            throw new CtlException(ErrorCode.C130, KEY, said, layout.toolEnvironment());
        }
        return Duration.ofDays(Integer.parseInt(said));
    }
}
