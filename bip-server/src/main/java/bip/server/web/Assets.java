package bip.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files under {@code static/} on the class path. Addresses in templates carry a piece of the
 * content's hash, so that a browser may keep them for a year and still sees the next release's.
 */
final class Assets {
    static final String FOLDER = "/static/";

    /** One plain name; so nothing outside of the folder can be named. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)*");

    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "txt", "text/plain; charset=utf-8",
                    "woff2", "font/woff2");

    private final Map<String, Optional<Asset>> known = new ConcurrentHashMap<>();

    /** One file; {@code tag} names its content. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Asset(byte[] bytes, String mediaType, String tag) {}

    Optional<Asset> find(String name) {
        return NAME.matcher(name).matches()
                ? known.computeIfAbsent(name, Assets::load)
                : Optional.empty();
    }

    /** The address of {@code path}, with its content's tag when it is one of ours. */
    String addressOf(String path) {
        return path.startsWith(FOLDER)
                ? find(path.substring(FOLDER.length()))
                        .map(asset -> path + "?v=" + asset.tag())
                        .orElse(path)
                : path;
    }

    private static Optional<Asset> load(String name) {
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null || mediaType == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            return Optional.of(new Asset(bytes, mediaType, ContentTag.of(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER + name, e);
        }
    }
}
