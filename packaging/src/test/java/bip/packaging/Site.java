package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An installation under a folder of its own, driven by the real bipctl from {@code dist/}. Closing
 * it stops the server that it started.
 */
final class Site implements AutoCloseable {

    private static final long COMMAND_LIMIT_SECONDS = 300;

    /** Who runs tests in the background may ignore Ctrl-C, and a child inherits that. */
    private static final List<String> HEARS_SIGNALS =
            List.of("setsid", "env", "--default-signal=INT,TERM,HUP");

    private final Path root;
    private final int port;

    private Site(Path root, int port) {
        this.root = root;
        this.port = port;
    }

    /** Prepares {@code root}: a free port, and the channel to follow. Installs nothing. */
    static Site prepare(Path root, String channel) throws IOException {
        int port = Ports.free();
        Path configuration = Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(configuration.resolve("bip.env"), "BIP_LISTEN=127.0.0.1:" + port + "\n");
        Files.writeString(
                configuration.resolve("bipctl.env"), "BIPCTL_CHANNEL_URL=" + channel + "\n");
        return new Site(root, port);
    }

    /** Tells the server, from its next start on, the address that citizens use: this one. */
    void tellAddress() throws IOException {
        Files.writeString(
                root.resolve("etc/bip/bip.env"),
                "BIP_BASE_URL=" + address("") + "\n",
                StandardOpenOption.APPEND);
    }

    Path root() {
        return root;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    /** How the current release's server is started without bipctl. */
    List<String> serverCommand() {
        return List.of(root.resolve("opt/bip/current/release/bin/bip-server").toString());
    }

    /** A process with the environment of this installation's server. */
    ProcessBuilder serverProcess(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().put("BIP_LISTEN", "127.0.0.1:" + port);
        return builder;
    }

    /** Whether {@code path} is answered with 200 now. */
    boolean answers(String path) {
        try {
            return get(path).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What a command printed and how it ended. */
    record Run(int exitCode, String out, String err) {
        Run ended(int expected) {
            assertThat(exitCode).as("exit code of%n%s%n%s", out, err).isEqualTo(expected);
            return this;
        }
    }

    /** Runs bipctl in English, without a terminal. */
    Run bipctl(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(Checkout.bipctl().toString(), "--root", root.toString()));
        command.addAll(List.of(arguments));
        return run(command, Map.of("LC_ALL", "en_GB.UTF-8"));
    }

    /** Starts bipctl as {@link #bipctl} does, with more in its environment. */
    Process start(Map<String, String> environment, Path output, List<String> arguments)
            throws IOException {
        var command =
                new ArrayList<>(List.of(Checkout.bipctl().toString(), "--root", root.toString()));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "en_GB.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Starts bipctl in English, in a session of its own, and lets it go on. */
    Process start(Path out, Path err, String... arguments) throws IOException {
        var command = new ArrayList<>(HEARS_SIGNALS);
        command.addAll(List.of(Checkout.bipctl().toString(), "--root", root.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "en_GB.UTF-8");
        return builder.start();
    }

    /** Runs a maintenance subcommand of the current release. */
    Run server(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(root.resolve("opt/bip/current/release/bin/bip-server").toString()));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    /** Runs {@code command} to its end. */
    Run run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("bip-story", ".out");
        Path err = Files.createTempFile("bip-story", ".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " ran longer than " + COMMAND_LIMIT_SECONDS + " s");
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What the site answered. */
    static final class Answer {
        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] body;

        Answer(int status, Map<String, List<String>> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, List<String>> headers() {
            return headers;
        }

        /** Without its charset; empty when it is not said. */
        String mediaType() {
            return headers.getOrDefault("Content-Type", List.of(""))
                    .getFirst()
                    .replaceAll(";.*", "");
        }

        byte[] body() {
            return body.clone();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(String path) throws IOException {
        var connection = (HttpURLConnection) address(path).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(15_000);
        try {
            int status = connection.getResponseCode();
            try (var in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] body = in == null ? new byte[0] : in.readAllBytes();
                return new Answer(status, connection.getHeaderFields(), body);
            }
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(root.resolve("opt/bip/current"))) {
            bipctl("stop").ended(0);
        }
    }
}
