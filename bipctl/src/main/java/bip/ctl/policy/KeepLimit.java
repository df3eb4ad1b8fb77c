package bip.ctl.policy;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** How many generations that were proved good are kept, as the tool's settings say. */
public final class KeepLimit {

    /** The current one, the one before, and one more. */
    private static final int USUAL = 3;

    private static final String KEY = "BIPCTL_KEEP_RELEASES";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d?");

    private KeepLimit() {}

    /**
     * What {@code BIPCTL_KEEP_RELEASES} says, or 3.
     *
     * @throws CtlException U154 if that is no number from 1 to 99
     */
    public static int of(Layout layout) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return USUAL;
        }
        String said = EnvironmentFile.read(layout.toolEnvironment()).get(KEY);
        if (said == null || said.isBlank()) {
            return USUAL;
        }
        if (!NUMBER.matcher(said).matches()) {
            throw new CtlException(ErrorCode.U154, KEY, said, layout.toolEnvironment());
        }
        return Integer.parseInt(said);
    }
}
