package bip.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The main class of a faulty release. Lies before the real one on its class path, so only a test's
 * release has it; what it does when asked to serve is in the resource {@code fault}.
 */
public final class BipServer {

    private BipServer() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && !arguments[0].equals("serve")) {
            if (fault().equals("fails-after-migration") && migratesTheReal(arguments)) {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(1)));
            }
            real(arguments);
            return;
        }
        switch (fault()) {
            case "dies" -> die();
            case "dies-when-current" -> dieWhenCurrent(arguments);
            case "fails-after-migration" -> real(arguments);
            case "never-ready" -> Thread.currentThread().join();
            case "wrong-version" -> pretend(arguments);
            default -> throw new IllegalStateException("no such fault: " + fault());
        }
    }

    private static void die() {
        System.err.println("this release cannot start");
        System.exit(1);
    }

    /** A rehearsal meets nothing: a release on trial is not started through {@code current}. */
    private static void dieWhenCurrent(String[] arguments) throws Exception {
        if (System.getProperty("bip.database") != null) {
            die();
        }
        real(arguments);
    }

    /** The copy that is to become current, not that of a rehearsal. */
    private static boolean migratesTheReal(String[] arguments) {
        return arguments[0].equals("migrate")
                && String.join(" ", arguments).contains("/var/lib/bip/data/");
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
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
