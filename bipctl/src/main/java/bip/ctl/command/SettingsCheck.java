package bip.ctl.command;

import bip.ctl.backup.KeepRules;
import bip.ctl.channel.BundleGrace;
import bip.ctl.channel.Channels;
import bip.ctl.layout.Layout;
import bip.ctl.policy.KeepLimit;
import bip.ctl.probe.Limits;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import bip.ctl.unattended.UnattendedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
                    "BIPCTL_BACKUP_KEEP",
                    "BIPCTL_UNATTENDED",
                    "BIPCTL_WINDOW",
                    "BIPCTL_BLACKOUT",
                    "BIPCTL_MAIL",
                    "BIPCTL_MAIL_LANG");

    private static final String OURS = "BIPCTL_";

    /** Raised by reading one of them. */
    private static final Set<ErrorCode> CODES =
            EnumSet.of(
                    ErrorCode.A105,
                    ErrorCode.B104,
                    ErrorCode.B107,
                    ErrorCode.B149,
                    ErrorCode.C100,
                    ErrorCode.S112,
                    ErrorCode.U154);

    private SettingsCheck() {}

    /** Whether it is about a setting, rather than about what is there. */
    static boolean isOfSetting(ErrorCode code) {
        return CODES.contains(code);
    }

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
                        () -> desk.machine().backups().recipient(),
                        () -> requireAbsolute(desk),
                        () -> channel(layout));
        for (Setting setting : settings) {
            try {
                setting.read();
            } catch (CtlException e) {
                wrong.add(e);
            }
        }
        wrong.addAll(UnattendedSettings.wrong(layout));
        return wrong;
    }

    private static boolean requireAbsolute(Desk desk) throws IOException {
        desk.machine().backups().requireAbsolute();
        return true;
    }

    /** Looks at the address alone, and asks nobody. */
    private static boolean channel(Layout layout) throws IOException {
        if (Files.isReadable(layout.toolEnvironment())) {
            var settings = EnvironmentFile.read(layout.toolEnvironment());
            String address = settings.getOrDefault("BIPCTL_CHANNEL_URL", "");
            if (!address.isBlank()) {
                var _ = Channels.unsigned(address);
            }
        }
        return true;
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
