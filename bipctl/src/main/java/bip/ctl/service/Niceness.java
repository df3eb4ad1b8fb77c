package bip.ctl.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far this process stands back when the processors are short: 0 to 19, or below 0. */
final class Niceness {

    /** Fields of {@code /proc/PID/stat} (proc(5)) after the name, which may hold anything. */
    private static final int NICE = 19 - 3;

    private Niceness() {}

    static int own() {
        String stat = stat();
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(fields[NICE]);
    }

    private static String stat() {
        try {
            return Files.readString(Path.of("/proc/self/stat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
