package bip.packaging.publisher;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A reader of repositories after chapter 5 of the specification, which shares no code with the
 * writer. Keeps what it trusts from one refresh to the next.
 */
final class TestClient {

    /** Something is not as signed metadata says. */
    static final class NotTrusted extends RuntimeException {
        NotTrusted(String why) {
            super(why);
        }
    }

    private JsonNode root;
    private @Nullable JsonNode timestamp;
    private @Nullable JsonNode snapshot;
    private JsonNode targets = JsonNodeFactory.instance.objectNode();

    TestClient(byte[] trustedRoot) {
        this.root = signed(trustedRoot);
    }

    /** One whole update of what is trusted (5.3 to 5.6). */
    TestClient refresh(Path repository, Instant now) throws IOException {
        Path metadata = repository.resolve("metadata");
        updateRoot(metadata);
        checkExpiry(root, now);
        byte[] newTimestamp = Files.readAllBytes(metadata.resolve("timestamp.json"));
        verify(newTimestamp, root, "timestamp");
        JsonNode nextTimestamp = signed(newTimestamp);
        demandNotOlder(timestamp, nextTimestamp);
        checkExpiry(nextTimestamp, now);

        JsonNode snapshotMark = nextTimestamp.at("/meta/snapshot.json");
        byte[] newSnapshot = marked(metadata, snapshotMark, "snapshot.json");
        verify(newSnapshot, root, "snapshot");
        JsonNode nextSnapshot = signed(newSnapshot);
        demandVersion(nextSnapshot, snapshotMark);
        demandNotOlder(snapshot, nextSnapshot);
        checkExpiry(nextSnapshot, now);

        JsonNode targetsMark = nextSnapshot.at("/meta/targets.json");
        byte[] newTargets = marked(metadata, targetsMark, "targets.json");
        verify(newTargets, root, "targets");
        JsonNode nextTargets = signed(newTargets);
        demandVersion(nextTargets, targetsMark);
        demandNotOlder(targets.isEmpty() ? null : targets, nextTargets);
        checkExpiry(nextTargets, now);
        timestamp = nextTimestamp;
        snapshot = nextSnapshot;
        targets = nextTargets;
        for (String name : targets.path("targets").propertyNames()) {
            download(repository, name);
        }
        return this;
    }

    private void updateRoot(Path metadata) throws IOException {
        for (long next = version(root) + 1; ; next++) {
            Path file = metadata.resolve(next + ".root.json");
            if (!Files.exists(file)) {
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            verify(bytes, root, "root");
            JsonNode nextRoot = signed(bytes);
            verify(bytes, nextRoot, "root");
            if (version(nextRoot) != next) {
                throw new NotTrusted(file + " is version " + version(nextRoot));
            }
            // 5.3.11: after a change of their keys, older timestamps and snapshots say nothing.
            if (!nextRoot.at("/roles/timestamp").equals(root.at("/roles/timestamp"))
                    || !nextRoot.at("/roles/snapshot").equals(root.at("/roles/snapshot"))) {
                timestamp = null;
                snapshot = null;
            }
            root = nextRoot;
        }
    }

    /** The file of a target, checked to its last byte. */
    Path download(Path repository, String name) throws IOException {
        JsonNode target = targets.path("targets").path(name);
        String sha512 = target.at("/hashes/sha512").asString();
        Path file = repository.resolve("targets").resolve(sha512 + "." + name);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != target.path("length").asLong()
                || !hash("SHA-512", bytes).equals(sha512)
                || !hash("SHA-256", bytes).equals(target.at("/hashes/sha256").asString())) {
            throw new NotTrusted(name + " is not the file that was signed");
        }
        return file;
    }

    long rootVersion() {
        return version(root);
    }

    JsonNode timestamp() {
        return java.util.Objects.requireNonNull(timestamp);
    }

    JsonNode snapshot() {
        return java.util.Objects.requireNonNull(snapshot);
    }

    JsonNode targets() {
        return targets;
    }

    JsonNode custom(String version) {
        return targets.path("targets")
                .path("bip-server-" + version + "-linux-x64.tar.gz")
                .path("custom");
    }

    static JsonNode signed(byte[] bytes) {
        return JsonMapper.shared().readTree(bytes).required("signed");
    }

    static long version(JsonNode signed) {
        return signed.required("version").asLong();
    }

    private static byte[] marked(Path metadata, JsonNode mark, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(metadata.resolve(mark.required("version") + "." + name));
        if (bytes.length != mark.required("length").asLong()
                || !hash("SHA-512", bytes).equals(mark.at("/hashes/sha512").asString())) {
            throw new NotTrusted(name + " is not the file that was signed");
        }
        return bytes;
    }

    private static void demandVersion(JsonNode signed, JsonNode mark) {
        if (version(signed) != mark.required("version").asLong()) {
            throw new NotTrusted("a version is not the one that was announced");
        }
    }

    private static void demandNotOlder(@Nullable JsonNode known, JsonNode next) {
        if (known != null && version(next) < version(known)) {
            throw new NotTrusted(next.path("_type") + " went back");
        }
    }

    private static void checkExpiry(JsonNode signed, Instant now) {
        if (!Instant.parse(signed.required("expires").asString()).isAfter(now)) {
            throw new NotTrusted(signed.path("_type").asString() + " has expired");
        }
    }

    /** Throws unless as many keys of {@code role} have signed as {@code root} asks for. */
    static void verify(byte[] bytes, JsonNode root, String role) {
        JsonNode file = JsonMapper.shared().readTree(bytes);
        if (!file.at("/signed/_type").asString().equals(role)) {
            throw new NotTrusted("not of role " + role);
        }
        Set<String> allowed = new HashSet<>();
        root.path("roles").path(role).path("keyids").forEach(id -> allowed.add(id.asString()));
        String canonical =
                canonical(JsonMapper.shared().convertValue(file.required("signed"), Object.class));
        Set<String> valid = new HashSet<>();
        for (JsonNode entry : file.required("signatures")) {
            String id = entry.required("keyid").asString();
            JsonNode key = root.path("keys").path(id);
            if (allowed.contains(id) && isValid(key, canonical, entry.required("sig").asString())) {
                valid.add(id);
            }
        }
        int threshold = root.path("roles").path(role).required("threshold").asInt();
        if (valid.size() < threshold) {
            throw new NotTrusted(
                    role + " has " + valid.size() + " of " + threshold + " signatures");
        }
    }

    private static boolean isValid(JsonNode key, String message, String signature) {
        try {
            Signature verifier = Signature.getInstance("EdDSA");
            verifier.initVerify(publicKey(key.at("/keyval/public").asString()));
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 8032, 5.1.5: little-endian y, the sign of x in the last bit. */
    private static PublicKey publicKey(String hex) throws GeneralSecurityException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] big = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            big[i] = bytes[bytes.length - 1 - i];
        }
        boolean isXOdd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        return KeyFactory.getInstance("EdDSA")
                .generatePublic(
                        new EdECPublicKeySpec(
                                NamedParameterSpec.ED25519,
                                new EdECPoint(isXOdd, new BigInteger(1, big))));
    }

    /** The canonical form of what Jackson makes of JSON as plain Java values. */
    private static String canonical(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quoted(text);
            case List<?> list ->
                    "[" + String.join(",", list.stream().map(TestClient::canonical).toList()) + "]";
            case Map<?, ?> map -> {
                var sorted =
                        new TreeMap<String, String>(
                                Comparator.comparing(
                                        name -> name.codePoints().toArray(), Arrays::compare));
                map.forEach((name, child) -> sorted.put((String) name, canonical(child)));
                yield "{"
                        + String.join(
                                ",",
                                sorted.entrySet().stream()
                                        .map(e -> quoted(e.getKey()) + ":" + e.getValue())
                                        .toList())
                        + "}";
            }
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                quoted.append('\\');
            }
            quoted.append(letter);
        }
        return quoted.append('"').toString();
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
