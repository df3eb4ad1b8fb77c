package bip.ctl.backup;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many backups are kept, by what they are: {@code BIPCTL_BACKUP_KEEP}.
 *
 * @param daily of the newest days, the last of each
 * @param weekly of the newest weeks, the last of each
 * @param monthly of the newest months, the last of each
 * @param upgrade of those made before an upgrade or a restore, counted by themselves
 * @param manual of those that a person asked for, likewise
 */
public record KeepRules(int daily, int weekly, int monthly, int upgrade, int manual) {

    /** A week of days, five weeks, a year of months. */
    public static final KeepRules USUAL = new KeepRules(7, 5, 12, 3, 5);

    private static final String KEY = "BIPCTL_BACKUP_KEEP";

    private static final Pattern FORM =
            Pattern.compile(
                    "daily=(\\d{1,3}),weekly=(\\d{1,3}),monthly=(\\d{1,3})"
                            + ",upgrade=(\\d{1,3}),manual=(\\d{1,3})");

    /**
     * What the tool's settings say, or {@link #USUAL}.
     *
     * @throws CtlException B107 if that cannot be understood
     */
    public static KeepRules of(Layout layout) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return USUAL;
        }
        String said = EnvironmentFile.read(layout.toolEnvironment()).get(KEY);
        if (said == null || said.isBlank()) {
            return USUAL;
        }
        Matcher form = FORM.matcher(said.replace(" ", ""));
        if (!form.matches()) {
            throw new CtlException(ErrorCode.B107, said, layout.toolEnvironment());
        }
        return new KeepRules(
                number(form, 1),
                number(form, 2),
                number(form, 3),
                number(form, 4),
                number(form, 5));
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
