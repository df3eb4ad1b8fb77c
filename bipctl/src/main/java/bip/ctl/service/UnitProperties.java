package bip.ctl.service;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Properties of one unit, as {@code systemctl show} prints them. */
record UnitProperties(Map<String, String> values) {

    /** Those that {@link Systemctl} asks for. A unit of another kind has not all of them. */
    static final List<String> NAMES =
            List.of(
                    "Id",
                    "LoadState",
                    "ActiveState",
                    "SubState",
                    "Result",
                    "NRestarts",
                    "ExecMainCode",
                    "ExecMainStatus",
                    "ExecMainStartTimestamp",
                    "MainPID",
                    "InvocationID",
                    "StatusText",
                    "UnitFileState",
                    "FragmentPath",
                    "DropInPaths",
                    "NeedDaemonReload",
                    "ExecStart",
                    "User",
                    "Listen",
                    "Job");

    /** ExecMainCode of a process that ended by itself, as in siginfo_t: CLD_EXITED. */
    private static final String EXITED = "1";

    private static final String KILLED = "2";
    private static final String DUMPED = "3";
    private static final int BY_SIGNAL = 128;

    UnitProperties {
        values = Map.copyOf(values);
    }

    /**
     * One unit's lines. A value may hold equals signs; only the property's name ends at the first.
     */
    static UnitProperties parse(String block) {
        var values = new LinkedHashMap<String, String>();
        block.lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> {
                    int end = line.indexOf('=');
                    values.put(line.substring(0, end), line.substring(end + 1));
                });
        return new UnitProperties(values);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name, String value) {
        return get(name).equals(value);
    }

    String id() {
        return get("Id");
    }

    boolean isLoaded() {
        return has("LoadState", "loaded");
    }

    /** {@code active (running)}. */
    String stateText() {
        return get("ActiveState") + " (" + get("SubState") + ")";
    }

    int restarts() {
        return (int) number("NRestarts");
    }

    long mainPid() {
        return number("MainPID");
    }

    /** Exit code of the main process, as shells count: 128 + signal when it was killed. */
    OptionalInt exitCode() {
        int status = (int) number("ExecMainStatus");
        return switch (get("ExecMainCode")) {
            case EXITED -> OptionalInt.of(status);
            case KILLED, DUMPED -> OptionalInt.of(BY_SIGNAL + status);
            default -> OptionalInt.empty();
        };
    }

    /** {@code @SECONDS}, as {@code --timestamp=unix} prints it. */
    Instant startedAt() {
        String text = get("ExecMainStartTimestamp");
        return text.matches("@\\d{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(text.substring(1)))
                : Instant.EPOCH;
    }

    List<Path> dropIns() {
        return Arrays.stream(get("DropInPaths").split(" ", -1))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Systemd prints {@code [not set]} and the like for what it does not know. */
    private long number(String name) {
        String text = get(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
