package bip.ctl.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server program by the contracts, as a process of its own: what stands behind {@code
 * bin/bip-server} of the releases in tests. A database is a text file with the schema number in its
 * first line. {@code lib/behaviour} may say {@code dies}, {@code unready}, {@code liar}, {@code
 * trains} or {@code trains-nothing}.
 */
public final class FakeServer {

    private static final Set<String> FOR_VISITORS = Set.of("dies", "unready", "liar");

    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    private FakeServer() {}

    /** The launcher, which calls this class with its own path in front of its arguments. */
    public static String launcher() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                Path.of(
                                FakeServer.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                        .toString();
        return "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp %s %s \"$0\" \"$@\"\n"
                .formatted(java, classes, FakeServer.class.getName());
    }

    public static TestRelease release(String version, String behaviour) {
        return new TestRelease(version)
                .program(
                        "bin/bip-server",
                        behaviour.startsWith("trains")
                                ? launcher() + "# BIP_AOT_TRAINING\n"
                                : launcher())
                .file("lib/version", version)
                .file("lib/behaviour", behaviour);
    }

    public static void main(String[] arguments) throws IOException {
        Path release = Path.of(arguments[0]).toRealPath().resolve("../..").normalize();
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        switch (words.isEmpty() ? "serve" : words.getFirst()) {
            case "serve" -> serve(release, Path.of(arguments[0]));
            case "check-config" -> checkConfig();
            case "schema" ->
                    say(
                            ("{\"format\":\"bip-schema/v1\",\"database\":%s,\"writes\":1,"
                                            + "\"reads\":{\"from\":1,\"to\":1},\"fits\":true}")
                                    .formatted(
                                            Files.readAllLines(Path.of(words.get(2))).getFirst()));
            case "snapshot" -> {
                Files.copy(Path.of(words.get(2)), Path.of(words.get(4)));
                say(
                        "{\"format\":\"bip-snapshot/v1\",\"bytes\":2,\"sha256\":\"0\","
                                + "\"schema\":1}");
            }
            case "changes" ->
                    say(
                            "{\"format\":\"bip-changes/v1\",\"edits\":7,\"pages\":3,"
                                    + "\"attachments\":0,\"accounts\":1,\"auditEntries\":9}");
            case "migrate" -> {
                Files.writeString(Path.of(words.get(2)), "1\n");
                say(
                        "{\"format\":\"bip-migrate/v1\",\"kind\":\"migrated\",\"from\":0,"
                                + "\"to\":1,\"millis\":3}");
            }
            case "lookup" -> say(lookUp(words.getLast()));
            default -> throw new IllegalArgumentException(words.toString());
        }
    }

    private static void checkConfig() {
        if ("Mars/Base".equals(System.getenv("BIP_TIME_ZONE"))) {
            say(
                    "{\"format\":\"bip-check-config/v1\",\"ok\":false,\"problems\":[{\"key\":"
                            + "\"BIP_TIME_ZONE\",\"problem\":\"is not a time zone\",\"hint\":\"\"}]}");
            System.exit(78);
        }
        say(
                "{\"format\":\"bip-check-config/v1\",\"ok\":true,\"problems\":[],\"warnings\":["
                        + (System.getenv("BIP_LISTN") == null
                                ? ""
                                : "{\"key\":\"BIP_LISTN\",\"problem\":\"unknown key\","
                                        + "\"hint\":\"BIP_LISTEN\"}")
                        + "]}");
    }

    /** There is one file name, with two contents. */
    private static String lookUp(String wish) {
        String attachment =
                "{\"fileName\":\"twice.pdf\",\"sha256\":\"%s\",\"sizeBytes\":1,"
                        + "\"mediaType\":\"application/pdf\",\"title\":\"T\","
                        + "\"page\":{\"slug\":\"p\",\"title\":\"P\"}}";
        return wish.equals("--attachment=twice.pdf")
                ? "{\"format\":\"bip-lookup/v1\",\"kind\":\"attachments\",\"attachments\":["
                        + attachment.formatted("a".repeat(64))
                        + ","
                        + attachment.formatted("b".repeat(64))
                        + "]}"
                : "{\"format\":\"bip-lookup/v1\",\"kind\":\"nothing\"}";
    }

    private static void serve(Path release, Path launcher) throws IOException {
        String data = System.getenv().getOrDefault("BIP_DATA_DIR", "");
        String said = Files.readString(release.resolve("lib/behaviour"));
        // What is wrong with it for visitors does not show in a rehearsal.
        boolean isHidden = data.endsWith(".rehearsal") && FOR_VISITORS.contains(said);
        String behaviour = isHidden ? "well" : said;
        if (behaviour.equals("dies")) {
            throw new IllegalStateException("cannot open the database of " + launcher);
        }
        String version =
                behaviour.equals("liar")
                        ? "9.9.9"
                        : Files.readString(release.resolve("lib/version"));
        boolean isReady = !behaviour.equals("unready");
        String listen = System.getenv("BIP_LISTEN");
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        var http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Path freeze = release.resolve("../../../../run/bipctl/freeze");
        http.createContext(
                "/health",
                exchange -> {
                    byte[] body =
                            ("{\"format\":\"bip-health/v1\",\"live\":true,\"ready\":%s,"
                                            + "\"version\":\"%s\",\"schema\":1,\"frozen\":%s,"
                                            + "\"checks\":[{\"name\":\"database\",\"state\":\"%s\"}]}")
                                    .formatted(
                                            isReady,
                                            version,
                                            Files.exists(freeze),
                                            isReady ? "ok" : "failed")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(isReady ? 200 : 503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        http.createContext(
                "/",
                exchange -> {
                    ASKED.add(exchange.getRequestURI().getPath());
                    byte[] page = "<a href=\"/strona/o-nas\">".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        http.start();
        String training = System.getenv("BIP_AOT_TRAINING");
        if (training != null && behaviour.equals("trains")) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> writeCache(Path.of(training), listen)));
        }
    }

    /** Not a cache, but what it would have been made of. */
    private static void writeCache(Path file, String listen) {
        try {
            Files.writeString(file, listen + " " + ASKED + System.getenv("SENTRY_DSN"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("SystemOut") // this is a program, and its contract is standard output
    private static void say(String line) {
        System.out.println(line);
    }
}
