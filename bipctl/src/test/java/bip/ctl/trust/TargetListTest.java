package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the trusted targets say; of the suite's {@code test_file_download} the part in metadata. */
class TargetListTest extends TrustScenario {

    /** The metadata of a file with this content. */
    static Map<String, Object> target(String content) {
        var target = new LinkedHashMap<String, Object>();
        var hashes = new LinkedHashMap<String, Object>();
        hashes.put("sha256", HashAlgorithm.SHA256.hex(bytes(content)));
        hashes.put("sha512", HashAlgorithm.SHA512.hex(bytes(content)));
        target.put("length", content.length());
        target.put("hashes", hashes);
        return target;
    }

    private void publish(String path, Map<String, Object> target) {
        repo.map(Role.TARGETS, "targets").put(path, target);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
    }

    @ParameterizedTest
    @CsvSource({
        "target_file.txt, '', target_file.txt",
        "path/to/a/target_file.txt, path/to/a/, target_file.txt",
        "'with space, and \u017c.txt', '', 'with space, and \u017c.txt'",
        "..hidden/...txt, ..hidden/, ...txt",
    })
    void namesAFileWithLengthAndHashes(String path, String folder, String name) throws Exception {
        publish(path, target("target file contents"));
        initialise();
        TrustedRepository client = client();
        TrustedTargets targets = client.refresh().orThrow();
        Target target = client.target(path);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.lengthBytes()).isEqualTo(20);
        String sha512 = HashAlgorithm.SHA512.hex(bytes("target file contents"));
        assertThat(target.hashes().values()).containsEntry(HashAlgorithm.SHA512, sha512).hasSize(2);
        assertThat(target.location()).isEqualTo(folder + sha512 + "." + name);
        assertThat(targets.list()).containsExactly(target);
        assertThat(targets.find("other")).isEmpty();
    }

    /** The client sees the newest that was published, though it did not see each. */
    @Test
    void seesEachChangeOfAFile() throws Exception {
        initialise();
        for (int i = 0; i <= 10; i++) {
            publish("target_file.txt", target("contents " + "x".repeat(i)));
            publish("new-target-" + i, target("new contents"));
            if (i % 5 == 0) {
                TrustedTargets targets = refresh().targets();
                assertThat(targets.find("target_file.txt").orElseThrow().lengthBytes())
                        .isEqualTo(9 + i);
                assertThat(targets.list()).hasSize(2 + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sha256, sha512, SHA256", "sha512, sha256, SHA512"})
    void needsOneHashThatItKnows(String kept, String dropped, HashAlgorithm strongest)
            throws Exception {
        Map<String, Object> target = target("x");
        RepositorySimulator.mapIn(target, "hashes").remove(dropped);
        RepositorySimulator.mapIn(target, "hashes").put("blake2b", "00");
        publish("file", target);
        initialise();
        Hashes hashes = client().target("file").hashes();
        assertThat(hashes.values()).containsOnlyKeys(strongest);
        assertThat(hashes.strongest()).isEqualTo(strongest);
    }

    /** It could not be verified, so it is as if it were not there; the others are. */
    @Test
    void leavesOutAFileWithoutAHashThatItKnows() throws Exception {
        Map<String, Object> unknown = target("x");
        unknown.put("hashes", Map.of("unknown-hash", "0".repeat(128)));
        publish("good", target("x"));
        publish("file", unknown);
        initialise();
        Refreshed.Fresh fresh = refresh();
        assertThat(fresh.targets().list()).extracting(it -> it.path()).containsExactly("good");
        assertThat(fresh.warnings()).containsExactly(new TrustWarning.TargetIgnored("file"));
        assertThat(refusal(() -> client().target("file")))
                .isEqualTo(new TrustViolation.UnknownTarget("file"));
    }

    @Test
    void keepsAllThatThePublisherSaysOfAFile() throws Exception {
        var custom = new LinkedHashMap<String, Object>();
        custom.put("channel", List.of("stable", "candidate"));
        custom.put("schema", Map.of("reads", List.of(5, 7), "writes", 7));
        custom.put("notes", Map.of("pl", "\u017b\u00f3\u0142w \"\\\n", "en", "Turtle"));
        custom.put("not-known-yet", List.of(Map.of("big", 1L << 60), true));
        Map<String, Object> target = target("x");
        target.put("custom", custom);
        target.put("unknown", "kept under the signature");
        publish("bip-1.8.0.tar.gz", target);
        publish("plain", target("x"));
        initialise();
        JsonObject seen = client().target("bip-1.8.0.tar.gz").findCustom().orElseThrow();
        assertThat(seen.fields()).isEqualTo(custom);
        assertThat(seen.names()).containsExactly("channel", "schema", "notes", "not-known-yet");
        assertThat(seen.object("schema").integer("writes", 0, 9)).isEqualTo(7);
        assertThat(client().target("plain").findCustom()).isEmpty();
        assertThat(client().stored().orThrow().find("bip-1.8.0.tar.gz").orElseThrow().findCustom())
                .hasValueSatisfying(it -> assertThat(it.fields()).isEqualTo(custom));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../up",
                "a/../b",
                "a/./b",
                "a//b",
                "a/",
                "a\\b",
                "a\nb",
                "a\u0000b",
                ".",
                ".."
            })
    void refusesAPathThatCouldLeadElsewhere(String path) throws Exception {
        publish(path, target("x"));
        initialise();
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.path"));
    }

    @ParameterizedTest
    @CsvSource({
        "length, -1",
        "length, 1.5",
        "length, x",
        "hashes, x",
        "custom, x",
        "custom, 1",
    })
    void refusesAFieldOfTheWrongKind(String field, String value) throws Exception {
        Map<String, Object> target = target("x");
        target.put(field, value.matches("-?[0-9]+") ? (Object) Integer.valueOf(value) : value);
        publish("file", target);
        initialise();
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0g", "00", ""})
    void refusesAHashThatIsNone(String hex) throws Exception {
        Map<String, Object> target = target("x");
        target.put("hashes", Map.of("sha256", hex));
        publish("file", target);
        initialise();
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    @Test
    void saysWhichMetadataSaysSo() throws Exception {
        Instant end = start.plus(DAY);
        repo.expire(Role.SNAPSHOT, end);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        TrustedTargets targets = refresh().targets();
        assertThat(targets.roles()).extracting(it -> it.role()).containsExactly(Role.values());
        assertThat(targets.role(Role.SNAPSHOT)).isEqualTo(new RoleState(Role.SNAPSHOT, 2, end));
        assertThat(targets.role(Role.TARGETS))
                .isEqualTo(new RoleState(Role.TARGETS, 1, start.plus(RepositorySimulator.LIFE)));
    }

    /** Others may vouch for more; here nobody asks them, whatever they are called. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "#", "/delegatedrole", "../delegatedrole", "root"})
    void asksNoDelegatedRoleAndSaysSo(String name) throws Exception {
        repo.of(Role.TARGETS)
                .put(
                        "delegations",
                        Map.of("keys", Map.of(), "roles", List.of(Map.of("name", name))));
        repo.map(Role.SNAPSHOT, "meta").put(name + ".json", Map.of("version", 1));
        publish("file", target("x"));
        initialise();
        Refreshed.Fresh fresh = refresh();
        assertThat(fresh.warnings()).containsExactly(new TrustWarning.DelegationsIgnored());
        assertThat(repo.server.requests())
                .containsExactly(
                        "2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json");
        assertThat(store.toFile().list()).hasSize(4);
        assertThat(store.resolveSibling("delegatedrole.json")).doesNotExist();
        assertThat(refusal(() -> client().target("nonexistent target")))
                .isInstanceOf(TrustViolation.UnknownTarget.class);
    }

    @Test
    void aRepositoryWithoutConsistentSnapshotsHasPlainNames() throws Exception {
        repo.of(Role.ROOT).put("consistent_snapshot", false);
        repo.publish(Role.ROOT);
        publish("a/file", target("x"));
        initialise();
        TrustedTargets targets = refresh().targets();
        assertThat(repo.server.requests())
                .containsExactly(
                        "2.root.json",
                        "3.root.json",
                        "timestamp.json",
                        "snapshot.json",
                        "targets.json");
        assertThat(targets.find("a/file").orElseThrow().location()).isEqualTo("a/file");
        repo.of(Role.ROOT).remove("consistent_snapshot");
        repo.publish(Role.ROOT);
        refresh();
        assertThat(stored()).isEqualTo(versions(3, 2, 2, 2));
    }
}
