package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Debian's {@code linkchecker}, which follows links and looks for the places that they name. */
final class LinkChecker {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern SUMMARY =
            Pattern.compile(
                    "(\\d+) links? in \\d+ URLs? checked\\. (\\d+) warnings? found\\. (\\d+)"
                            + " errors? found");

    private LinkChecker() {}

    /**
     * Follows all links from {@code page}, also to places within pages, but none to other hosts.
     *
     * @param page whose folders everybody may enter: run by root, the program becomes nobody
     */
    static Said follow(Path page) throws IOException, InterruptedException {
        Path options = Files.createTempFile("bip-linkchecker", ".ini");
        try {
            Files.writeString(options, "[AnchorCheck]\n");
            Files.setPosixFilePermissions(options, PosixFilePermissions.fromString("rw-r--r--"));
            String out =
                    HostCommand.run(
                                    LIMIT,
                                    "linkchecker",
                                    "--config=" + options,
                                    "--no-status",
                                    "--threads=2",
                                    "--ignore-url=^(https?|mailto):",
                                    "--output=text",
                                    page.toUri().toString())
                            .out();
            MatchResult summary =
                    SUMMARY.matcher(out).results().reduce((_, last) -> last).orElseThrow();
            return new Said(number(summary, 1), number(summary, 2), number(summary, 3), out);
        } finally {
            Files.delete(options);
        }
    }

    private static int number(MatchResult summary, int group) {
        return Integer.parseInt(summary.group(group));
    }

    /**
     * What it found.
     *
     * @param links different ones
     * @param warnings such as a place that a page does not have
     * @param errors such as a file that is not there
     * @param text all that it printed
     */
    record Said(int links, int warnings, int errors, String text) {
        void assertSound() {
            assertThat(warnings + errors).as(text).isZero();
        }
    }
}
