package bip.packaging.publisher;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** What a command works with that is not in its arguments. */
record Desk(
        Clock clock,
        SecureRandom random,
        WorkFactor work,
        Passphrases typed,
        RepositoryWriter writer,
        PrintWriter out,
        PrintWriter err) {

    static Desk ofThisMachine() {
        Charset charset =
                Charset.forName(
                        Objects.requireNonNullElse(System.getProperty("stdout.encoding"), "UTF-8"));
        return new Desk(
                Clock.systemUTC(),
                new SecureRandom(),
                WorkFactor.OF_NEW_KEYS,
                new TerminalPassphrases(System.console()),
                new DiskWriter(),
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset));
    }

    /** For the build: with keys for trying things out, and nobody at a terminal. */
    static Desk forDevelopment(PrintWriter said) {
        return new Desk(
                Clock.systemUTC(),
                new SecureRandom(),
                WorkFactor.OF_DEVELOPMENT_KEYS,
                new TerminalPassphrases(null),
                new DiskWriter(),
                said,
                said);
    }

    Instant now() {
        return Metadata.now(clock);
    }

    void say(String line) {
        out.println(line);
    }

    void warn(String line) {
        err.println(line);
    }
}
