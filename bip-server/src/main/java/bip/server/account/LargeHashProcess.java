package bip.server.account;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Verifies a hash that does not fit into the server's heap, in a Java of its own that ends with the
 * answer. An imported hash needs 108 MB for a moment; the server's whole heap is 128 MB by default,
 * and only the first sign-in of each imported account needs this, for its hash is renewed then.
 *
 * <p>Measured on 2 cores: 1.6 to 3 s, 169 MB resident while it runs. A young generation of 4 MB,
 * because the blocks are long-lived and would not fit into the old one otherwise.
 */
final class LargeHashProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MATCHES = "matches";
    private static final String DIFFERS = "differs";

    /** Beside the blocks: their object headers and the JVM's own. */
    private static final int HEAP_OVER_BLOCKS_MIB = 28;

    private LargeHashProcess() {}

    /** The other process: a hash and a password come as lines of standard input. */
    public static void main(String[] arguments) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            PasswordHash hash = PasswordHash.parse(in.readLine()).orElseThrow();
            boolean matches = Argon2.matches(in.readLine(), hash);
            out.write((matches ? MATCHES : DIFFERS).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Whether the password is the hash's.
     *
     * @throws IOException if the process did not answer
     */
    static boolean matches(String password, PasswordHash hash) throws IOException {
        if (password.indexOf('\n') >= 0 || password.indexOf('\r') >= 0) {
            return false; // no form and no line of input can hold one
        }
        Process process = start(hash.cost());
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((hash.stored() + "\n" + password + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return understand(answer(process));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(PasswordHash.Cost cost) throws IOException {
        int heap = cost.memoryKib() / 1024 + HEAP_OVER_BLOCKS_MIB;
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmn4m",
                                        "-Xmx" + heap + "m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        LargeHashProcess.class.getName()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }

    private static String answer(Process process) throws IOException {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("a password was not verified within " + LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a password was verified", e);
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean understand(String answer) throws IOException {
        return switch (answer) {
            case MATCHES -> true;
            case DIFFERS -> false;
            default -> throw new IOException("the process that verifies a password failed");
        };
    }
}
