package bip.ctl.trust;

import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A publisher who can be made to do anything: keeps the metadata as it would be signed next, signs
 * and publishes on word, and serves over HTTP what was published. After the simulator of
 * tuf-conformance, with which it shares the manner and no line.
 */
final class RepositorySimulator implements AutoCloseable {

    private static final Pattern VERSIONED = Pattern.compile("([0-9]+)\\.([a-z]+)\\.json");

    /** Of all metadata, if a test says nothing else. */
    static final Duration LIFE = Duration.ofDays(30);

    final LoopbackRepository server = new LoopbackRepository(this::find);
    private final Map<Role, Map<String, Object>> signed = new EnumMap<>(Role.class);
    private final Map<Role, Map<String, Signer>> signers = new EnumMap<>(Role.class);
    private final Map<Role, List<byte[]>> published = new EnumMap<>(Role.class);
    private boolean hasReferences;

    /** Version 1 of every role, with one key each and a threshold of one. */
    RepositorySimulator(Instant now) throws IOException {
        for (Role role : Role.values()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("_type", role.typeName());
            fields.put("spec_version", "1.0.34");
            fields.put("version", 1L);
            fields.put("expires", now.plus(LIFE).toString());
            signed.put(role, fields);
            signers.put(role, new LinkedHashMap<>());
        }
        of(Role.ROOT).put("consistent_snapshot", true);
        of(Role.ROOT).put("keys", new LinkedHashMap<String, Object>());
        of(Role.ROOT).put("roles", new LinkedHashMap<String, Object>());
        of(Role.TIMESTAMP).put("meta", new LinkedHashMap<String, Object>());
        of(Role.SNAPSHOT).put("meta", new LinkedHashMap<String, Object>());
        of(Role.TARGETS).put("targets", new LinkedHashMap<String, Object>());
        for (Role role : Role.values()) {
            var keys = new LinkedHashMap<String, Object>();
            keys.put("keyids", new ArrayList<String>());
            keys.put("threshold", 1);
            map(Role.ROOT, "roles").put(role.typeName(), keys);
            addKey(role, Signer.create());
        }
        publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP, Role.ROOT);
    }

    // What will be signed next.

    /** The signed part, to be changed at will. */
    Map<String, Object> of(Role role) {
        return get(signed, role);
    }

    /** An object in the signed part. */
    Map<String, Object> map(Role role, String field) {
        return mapIn(of(role), field);
    }

    long version(Role role) {
        return (Long) Objects.requireNonNull(of(role).get("version"));
    }

    void setVersion(Role role, long version) {
        of(role).put("version", version);
    }

    void expire(Role role, Instant at) {
        of(role).put("expires", at.toString());
    }

    /** What the timestamp says of the snapshot. */
    Map<String, Object> snapshotReference() {
        return mapIn(map(Role.TIMESTAMP, "meta"), "snapshot.json");
    }

    /** What the snapshot says of the targets. */
    Map<String, Object> targetsReference() {
        return mapIn(map(Role.SNAPSHOT, "meta"), "targets.json");
    }

    /** From now on length and hashes are said too. */
    void sayLengthsAndHashes() {
        hasReferences = true;
    }

    // Keys.

    Map<String, Signer> signers(Role role) {
        return get(signers, role);
    }

    /** The {@code keyids} of a role, to be changed at will. */
    @SuppressWarnings("unchecked") // made in the constructor
    List<String> keyids(Role role) {
        return (List<String>)
                Objects.requireNonNull(
                        mapIn(map(Role.ROOT, "roles"), role.typeName()).get("keyids"));
    }

    void threshold(Role role, int threshold) {
        mapIn(map(Role.ROOT, "roles"), role.typeName()).put("threshold", threshold);
    }

    /** Lists the key in the root; it does not sign. */
    void listKey(Role role, Signer signer) {
        map(Role.ROOT, "keys").put(signer.keyid(), signer.key());
        keyids(role).add(signer.keyid());
    }

    Signer addKey(Role role, Signer signer) {
        listKey(role, signer);
        signers(role).put(signer.keyid(), signer);
        return signer;
    }

    void clearKeys(Role role) {
        keyids(role).clear();
        signers(role).clear();
    }

    void rotateKeys(Role role) {
        clearKeys(role);
        addKey(role, Signer.create());
    }

    /** One key less signs; the root still lists it. */
    void dropSigner(Role role) {
        signers(role).remove(signers(role).keySet().iterator().next());
    }

    // Publishing.

    /** As {@link #publish} of all roles, root first or last does not matter. */
    void publishAll() {
        publish(Role.ROOT, Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
    }

    /** Signs each with its next version (the first time with the one it has) and serves it. */
    void publish(Role... roles) {
        for (Role role : roles) {
            List<byte[]> versions = published.computeIfAbsent(role, _ -> new ArrayList<>());
            if (!versions.isEmpty()) {
                setVersion(role, version(role) + 1);
            }
            versions.add(signedBytes(role));
            refer(role, versions.getLast());
        }
    }

    /** The document as its signers would sign it now. */
    byte[] signedBytes(Role role) {
        List<Map<String, Object>> signatures =
                signers(role).values().stream().map(signer -> signer.sign(of(role))).toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("signatures", signatures);
        document.put("signed", of(role));
        return Json.write(document);
    }

    private void refer(Role role, byte[] bytes) {
        switch (role) {
            case ROOT, TIMESTAMP -> {}
            case SNAPSHOT ->
                    map(Role.TIMESTAMP, "meta").put("snapshot.json", reference(role, bytes));
            case TARGETS -> map(Role.SNAPSHOT, "meta").put("targets.json", reference(role, bytes));
        }
    }

    private Map<String, Object> reference(Role role, byte[] bytes) {
        var reference = new LinkedHashMap<String, Object>();
        reference.put("version", version(role));
        if (hasReferences) {
            var hashes = new LinkedHashMap<String, Object>();
            hashes.put("sha256", HashAlgorithm.SHA256.hex(bytes));
            hashes.put("sha512", HashAlgorithm.SHA512.hex(bytes));
            reference.put("length", bytes.length);
            reference.put("hashes", hashes);
        }
        return reference;
    }

    /** Takes all versions of a role off the server; the next publication is {@code version}. */
    void startAgain(Role role, long version) {
        published.remove(role);
        setVersion(role, version);
    }

    byte[] last(Role role) {
        return get(published, role).getLast();
    }

    byte[] publishedAs(Role role, int version) {
        return get(published, role).get(version - 1);
    }

    /** Serves other bytes in place of the newest version. */
    void replaceLast(Role role, byte[] bytes) {
        get(published, role).set(get(published, role).size() - 1, bytes);
    }

    /** Takes the newest version off the server. */
    byte[] takeLast(Role role) {
        return get(published, role).removeLast();
    }

    void putLast(Role role, byte[] bytes) {
        get(published, role).add(bytes);
    }

    private Optional<byte[]> find(String name) {
        boolean isConsistent = Boolean.TRUE.equals(of(Role.ROOT).get("consistent_snapshot"));
        Matcher versioned = VERSIONED.matcher(name);
        for (Role role : Role.values()) {
            List<byte[]> versions = published.getOrDefault(role, List.of());
            boolean isVersioned = role == Role.ROOT || (isConsistent && role != Role.TIMESTAMP);
            if (!isVersioned && name.equals(role.fileName()) && !versions.isEmpty()) {
                return Optional.of(versions.getLast());
            }
            if (isVersioned && versioned.matches() && versioned.group(2).equals(role.typeName())) {
                int version = Integer.parseInt(versioned.group(1));
                return version >= 1 && version <= versions.size()
                        ? Optional.of(versions.get(version - 1))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A published document as plain values, to be changed and served. */
    static Map<String, Object> parse(byte[] document) {
        try {
            JsonObject object = Json.read(document, 4 << 20);
            var copy = new LinkedHashMap<String, Object>();
            object.fields().forEach((name, value) -> copy.put(name, copyOf(value)));
            return copy;
        } catch (JsonProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((name, field) -> copy.put(String.valueOf(name), copyOf(field)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(element -> copy.add(copyOf(element)));
                yield copy;
            }
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // all maps here have strings as keys
    static Map<String, Object> mapIn(Map<String, Object> map, String field) {
        return (Map<String, Object>) Objects.requireNonNull(map.get(field));
    }

    @SuppressWarnings("unchecked") // as written by publish
    static List<Map<String, Object>> signatures(Map<String, Object> document) {
        return (List<Map<String, Object>>) Objects.requireNonNull(document.get("signatures"));
    }

    private static <V> V get(Map<Role, V> map, Role role) {
        V value = map.get(role);
        if (value == null) {
            throw new IllegalStateException("nothing of " + role);
        }
        return value;
    }

    @Override
    public void close() {
        server.close();
    }
}
