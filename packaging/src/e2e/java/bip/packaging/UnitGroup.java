package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A control group of processes that gets as much of a processor as systemd would give to a unit of
 * ours, and the niceness and disk class of that unit: read from the unit's file, as it is installed
 * (systemd.resource-control(5), systemd.exec(5)). Root only.
 */
final class UnitGroup implements AutoCloseable {

    /** Where the controller of processors is, by itself or with all others. */
    private static final List<Path> ROOTS =
            List.of(Path.of("/sys/fs/cgroup/cpu"), Path.of("/sys/fs/cgroup"));

    private static final Map<String, String> DISK_CLASSES =
            Map.of("realtime", "1", "best-effort", "2", "idle", "3");

    private final Path folder;
    private final List<String> front;

    private UnitGroup(Path folder, List<String> front) {
        this.folder = folder;
        this.front = front;
    }

    /** The group of a service such as {@code bip-backup}. */
    static UnitGroup of(String service) throws IOException {
        Properties unit = settings(service);
        for (Path root : ROOTS) {
            if (Files.exists(root.resolve("cgroup.procs"))) {
                Path folder = root.resolve(service + "-" + ProcessHandle.current().pid());
                Files.createDirectory(folder);
                limit(folder, unit);
                return new UnitGroup(folder, front(unit));
            }
        }
        throw new IOException("no controller of processors in " + ROOTS);
    }

    private static Properties settings(String service) throws IOException {
        var settings = new Properties();
        try (var in =
                Files.newBufferedReader(
                        Checkout.root().resolve("systemd/" + service + ".service"))) {
            settings.load(in);
        }
        return settings;
    }

    private static List<String> front(Properties unit) {
        return List.of(
                "nice",
                "-n",
                of(unit, "Nice"),
                "ionice",
                "-c",
                DISK_CLASSES.get(of(unit, "IOSchedulingClass").toLowerCase(Locale.ROOT)));
    }

    private static void limit(Path folder, Properties unit) throws IOException {
        int percent = Integer.parseInt(of(unit, "CPUQuota").replace("%", ""));
        int period = 1_000 * Integer.parseInt(of(unit, "CPUQuotaPeriodSec").replace("ms", ""));
        int quota = period * percent / 100;
        int weight = Integer.parseInt(of(unit, "CPUWeight"));
        if (Files.exists(folder.resolve("cpu.max"))) {
            Files.writeString(folder.resolve("cpu.max"), quota + " " + period);
            Files.writeString(folder.resolve("cpu.weight"), weight + "");
        } else {
            Files.writeString(folder.resolve("cpu.cfs_period_us"), period + "");
            Files.writeString(folder.resolve("cpu.cfs_quota_us"), quota + "");
            // Of 1024 and of 100 where everybody has the same.
            Files.writeString(folder.resolve("cpu.shares"), weight * 1024 / 100 + "");
        }
    }

    private static String of(Properties unit, String key) {
        String value = unit.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("the unit does not say " + key);
        }
        return value;
    }

    /** The same command, run in this group. */
    List<String> around(List<String> command) {
        var all =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "echo $$ >\"$0\" && exec \"$@\"",
                                folder.resolve("cgroup.procs").toString()));
        all.addAll(front);
        all.addAll(command);
        return all;
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
