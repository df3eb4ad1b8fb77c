package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

    private static final Pattern KEY = Pattern.compile("\"(BIPCTL_[A-Z_]+)\"");

    /** Not a setting: it marks the processes that bipctl starts. */
    private static final String MARK = "BIPCTL_RUN";

    @Test
    void knowsEveryKeyThatTheToolReads() throws Exception {
        var read = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            files.filter(it -> it.toString().endsWith(".java")).forEach(it -> keys(it, read));
        }
        read.remove(MARK);
        assertThat(SettingsCheck.KEYS).containsExactlyInAnyOrderElementsOf(read);
    }

    private static void keys(Path file, Set<String> found) {
        try {
            KEY.matcher(Files.readString(file)).results().forEach(it -> found.add(it.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
