package bip.packaging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The operations that are cut short, and from where they start. */
enum Scenario {
    INSTALL("", 0, "install 1.0.0"),
    UPGRADE("1.0.0", 0, "upgrade 1.1.0"),
    FAILING_PROBE("1.0.0", 30, "upgrade 1.2.0"),
    FAILING_MIGRATION("1.0.0", 1, "upgrade 1.3.0"),
    ROLLBACK("1.0.1", 0, "rollback --version 1.0.0"),
    /** Of what the upgrade to 1.0.1 kept. */
    RESTORE("1.0.1", 0, "backup restore");

    private final String from;
    private final int exitCode;
    private final String command;

    Scenario(String from, int exitCode, String command) {
        this.from = from;
        this.exitCode = exitCode;
        this.command = command;
    }

    /**
     * Those that {@code -Dbip.torture.scenarios} names, as {@code restore,rollback}; without it
     * all.
     */
    static List<Scenario> wanted() {
        String names = System.getProperty("bip.torture.scenarios", "");
        return names.isBlank()
                ? List.of(values())
                : Stream.of(names.split(",", -1))
                        .map(it -> valueOf(it.strip().toUpperCase(Locale.ROOT)))
                        .toList();
    }

    /** Its place among them, from 0. */
    int number() {
        return List.of(values()).indexOf(this);
    }

    /** What is current when it begins; empty when nothing is installed. */
    String from() {
        return from;
    }

    /** Of a run that nobody interrupts. */
    int exitCode() {
        return exitCode;
    }

    /** The uninterrupted run leads to another version. */
    boolean succeeds() {
        return exitCode == 0;
    }

    List<String> command() {
        return List.of((command + " --yes").split(" ", -1));
    }

    /** The same where the channel is one that nobody signed. */
    List<String> unsignedCommand() {
        return List.of((command + " --unsigned --yes").split(" ", -1));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
