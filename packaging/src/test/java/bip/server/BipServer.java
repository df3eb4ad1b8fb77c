package bip.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * The main class of a faulty release. Lies before the real one on its class path, so only a test's
 * release has it; what it does wrong is in the resource {@code fault}, or, when that says {@code
 * told}, in the variable {@code FAULT} of the server's environment file.
 */
public final class BipServer {

    private BipServer() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "serve" : arguments[0]) {
            case "serve" -> serve(arguments);
            case "check-config" -> checkConfig(arguments);
            case "migrate" -> migrate(arguments);
            default -> real(arguments);
        }
    }

    private static void serve(String... arguments) throws Exception {
        String fault = fault();
        switch (isTrial() && !fault.equals("dies-everywhere") ? "none" : fault) {
            case "dies", "dies-everywhere" -> die();
            case "dies-once-ready" -> dieOnceReady(arguments);
            case "never-ready" -> Thread.currentThread().join();
            case "sick" -> answerWithErrors();
            case "wrong-version" -> pretend(arguments);
            default -> real(arguments);
        }
    }

    private static void checkConfig(String... arguments) throws Exception {
        if (!fault().equals("dislikes-settings")) {
            real(arguments);
            return;
        }
        System.out.println(
                "{\"format\":\"bip-check-config/v1\",\"problems\":[{\"key\":\"BIP_LISTEN\","
                        + "\"problem\":\"this release wants it otherwise\",\"hint\":\"\"}]}");
        System.exit(78);
    }

    private static void migrate(String... arguments) throws Exception {
        if (isTrial(arguments)) {
            real(arguments);
            return;
        }
        if (fault().startsWith("migration-")) {
            System.out.println(
                    "{\"format\":\"bip-migrate/v1\",\"kind\":\"migrating\",\"schema\":99,"
                            + "\"description\":\"faulty\"}");
        }
        switch (fault()) {
            case "migration-hangs" -> Thread.currentThread().join();
            case "migration-slow" -> Thread.sleep(Duration.ofSeconds(25));
            case "fails-after-migration" ->
                    Runtime.getRuntime()
                            .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(1)));
            default -> {
                // As the real one does.
            }
        }
        real(arguments);
    }

    /** A rehearsal meets nothing: a release on trial is not started through {@code current}. */
    private static boolean isTrial() {
        return System.getProperty("bip.database") == null;
    }

    /** The real copy is the one that is to become current, not that of a rehearsal. */
    private static boolean isTrial(String... arguments) {
        return Arrays.stream(arguments).noneMatch(it -> it.contains("/var/lib/bip/data/"));
    }

    private static void die() {
        System.err.println("this release cannot start");
        System.exit(1);
    }

    /** Serves well until it has said once that it is ready, and not a moment longer. */
    private static void dieOnceReady(String... arguments) throws Exception {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!isReady()) {
                        pause();
                    }
                    System.err.println("this release does not live long");
                    Runtime.getRuntime().halt(3);
                });
        real(arguments);
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReady() {
        try {
            var health = URI.create("http://" + System.getenv("BIP_LISTEN") + "/health").toURL();
            try (InputStream in = health.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replace(" ", "")
                        .contains("\"ready\":true");
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Listens, and has nothing better to say than 500. */
    private static void answerWithErrors() throws IOException {
        String[] listen = System.getenv("BIP_LISTEN").split(":", -1);
        try (var socket =
                new ServerSocket(
                        Integer.parseInt(listen[1]), 50, InetAddress.getByName(listen[0]))) {
            while (true) {
                try (Socket visitor = socket.accept()) {
                    visitor.getInputStream().read();
                    visitor.getOutputStream()
                            .write(
                                    ("HTTP/1.1 500 Internal Server Error\r\n"
                                                    + "Content-Length: 4\r\n\r\nsick")
                                            .getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    /** Serves well, as the real server would, but says that it is version 9.9.9. */
    private static void pretend(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("bip.home"));
        Path other = Files.createTempDirectory("bip-wrong-version");
        String manifest = Files.readString(home.resolve("release.json"));
        Files.writeString(
                other.resolve("release.json"),
                manifest.replaceFirst("(\"version\"\\s*:\\s*)\"[^\"]*\"", "$1\"9.9.9\""));
        System.setProperty("bip.home", other.toString());
        real(arguments);
    }

    private static void real(String[] arguments) throws Exception {
        var jars = new ArrayList<URL>();
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!jar.endsWith("faulty.jar")) {
                jars.add(url(jar));
            }
        }
        var loader =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("bip.server.BipServer")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    private static URL url(String jar) throws MalformedURLException {
        return URI.create("file:" + jar).toURL();
    }

    private static String fault() throws IOException {
        try (InputStream in = BipServer.class.getResourceAsStream("/fault")) {
            String fault = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return fault.equals("told") ? System.getenv().getOrDefault("FAULT", "none") : fault;
        }
    }
}
