package bip.ctl.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which release a process was started from: its Java stands in the release's folder. */
final class RunningRelease {

    private static final Path JAVA = Path.of("runtime/bin/java");

    private RunningRelease() {}

    /** The release's folder; the program itself when it is none of a release, or hidden. */
    static Path of(long pid) {
        try {
            Path program = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"));
            return program.endsWith(JAVA) ? program.resolve("../../..").normalize() : program;
        } catch (IOException e) {
            // It ended while it was looked at, or is not this user's to look at.
            return Path.of("?");
        }
    }
}
