package bip.ctl.trust;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line through which tuf-conformance tests a client (its {@code CLIENT-CLI.md}):
 *
 * <pre>
 * --metadata-dir DIR init ROOT
 * --metadata-dir DIR --metadata-url URL refresh
 * --metadata-dir DIR --metadata-url URL --target-name PATH --target-base-url URL --target-dir DIR download
 * </pre>
 *
 * Ends with 0 when all of it was done and 1 when not. How the suite is pointed at it: {@code
 * docs/evidence/tuf-conformance.md}.
 */
final class ConformanceClient {

    private final Map<String, String> options;

    private ConformanceClient(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /** Returns the exit code. */
    static int run(List<String> arguments) {
        var options = new HashMap<String, String>();
        var words = new ArrayDeque<String>();
        for (var rest = new ArrayDeque<>(arguments); !rest.isEmpty(); ) {
            String word = rest.remove();
            if (word.startsWith("--") && !rest.isEmpty()) {
                options.put(word, rest.remove());
            } else {
                words.add(word);
            }
        }
        try {
            new ConformanceClient(options).perform(words);
            return 0;
        } catch (IOException | TrustException | IllegalArgumentException e) {
            System.err.println(e);
            return 1;
        }
    }

    private void perform(ArrayDeque<String> words) throws IOException, TrustException {
        switch (words.isEmpty() ? "" : words.remove()) {
            case "init" -> repository().initialise(Files.readAllBytes(Path.of(words.remove())));
            case "refresh" -> repository().refresh().orThrow();
            case "download" -> download(repository().target(option("--target-name")));
            default -> throw new IllegalArgumentException("init, refresh or download");
        }
    }

    private String option(String name) {
        return Optional.ofNullable(options.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private TrustedRepository repository() {
        return TrustedRepository.open(
                new MetadataStore(Path.of(option("--metadata-dir"))),
                (name, _) -> find(option("--metadata-url"), name),
                Clock.systemUTC());
    }

    /** What is there already and right is not brought again. */
    private void download(Target target) throws IOException, TrustException {
        Path file =
                Path.of(option("--target-dir"))
                        .resolve(URLEncoder.encode(target.path(), StandardCharsets.UTF_8));
        if (Files.exists(file) && isRight(Files.readAllBytes(file), target)) {
            return;
        }
        byte[] bytes = bring(target);
        if (!isRight(bytes, target)) {
            throw new IOException(target.path() + " is not what was signed");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private byte[] bring(Target target) throws IOException {
        Optional<InputStream> found = find(option("--target-base-url"), target.location());
        try (InputStream in =
                found.orElseThrow(() -> new FileNotFoundException(target.location()))) {
            return in.readNBytes(Math.toIntExact(target.lengthBytes() + 1));
        }
    }

    private static boolean isRight(byte[] bytes, Target target) {
        HashAlgorithm strongest = target.hashes().strongest();
        return bytes.length == target.lengthBytes()
                && strongest.hex(bytes).equals(target.hashes().values().get(strongest));
    }

    /** The parts of a name are encoded, the slashes between them not. */
    private static Optional<InputStream> find(String base, String name) throws IOException {
        String path =
                String.join(
                        "/",
                        Arrays.stream(name.split("/", -1))
                                .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8))
                                .map(it -> it.replace("+", "%20"))
                                .toList());
        String folder = base.endsWith("/") ? base : base + "/";
        var connection = (HttpURLConnection) URI.create(folder + path).toURL().openConnection();
        return switch (connection.getResponseCode()) {
            case HttpURLConnection.HTTP_OK -> Optional.of(connection.getInputStream());
            case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
            default -> throw new IOException("status " + connection.getResponseCode());
        };
    }
}
