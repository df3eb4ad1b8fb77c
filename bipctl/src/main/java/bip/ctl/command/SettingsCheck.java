package bip.ctl.command;

import bip.ctl.backup.KeepRules;
import bip.ctl.channel.BundleGrace;
import bip.ctl.layout.Layout;
import bip.ctl.policy.KeepLimit;
import bip.ctl.probe.Limits;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tool's own settings before they are needed: a wrong one would else be met at night, by
 * the timer that makes the backup.
 */
final class SettingsCheck {

    /** All that bipctl reads. */
    static final List<String> KEYS =
            List.of(
                    "BIPCTL_CHANNEL_URL",
                    "BIPCTL_BUNDLE_DAYS",
                    "BIPCTL_KEEP_RELEASES",
                    "BIPCTL_READY_SECONDS",
                    "BIPCTL_MIGRATION_SECONDS",
                    "BIPCTL_BACKUP_DIR",
                    "BIPCTL_BACKUP_SECOND",
                    "BIPCTL_BACKUP_RECIPIENT",
                    "BIPCTL_BACKUP_KEEP");

    private static final String OURS = "BIPCTL_";

    private SettingsCheck() {}

    /** Reads one of them. */
    private interface Setting {
        Object read() throws IOException;
    }

    /** What is wrong with them; empty when nothing is. */
    static List<CtlException> of(Desk desk) throws IOException {
        Layout layout = desk.layout();
        var wrong = new ArrayList<CtlException>(unknown(layout));
        List<Setting> settings =
                List.of(
                        () -> KeepLimit.of(layout),
                        () -> BundleGrace.of(layout),
                        () -> Limits.ready(layout),
                        () -> Limits.migration(layout),
                        () -> KeepRules.of(layout),
                        () -> desk.machine().backups().recipient());
        for (Setting setting : settings) {
            try {
                setting.read();
            } catch (CtlException e) {
                wrong.add(e);
            }
        }
        return wrong;
    }

    private static List<CtlException> unknown(Layout layout) throws IOException {
        if (!Files.isReadable(layout.toolEnvironment())) {
            return List.of();
        }
        return EnvironmentFile.read(layout.toolEnvironment()).keySet().stream()
                .filter(it -> it.startsWith(OURS) && !KEYS.contains(it))
                .map(it ->
                        new CtlException(
                                ErrorCode.L105,
                                layout.toolEnvironment(),
                                it,
                                String.join(", ", KEYS)))
                .toList();
    }
}
