package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios of the suite's {@code test_basic}. */
class BasicRefreshTest extends TrustScenario {

    @Test
    void asksForEachFileOnceAndInOrder() throws Exception {
        initialise();
        refresh();
        assertThat(repo.server.requests())
                .containsExactly(
                        "2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
        refresh();
        assertThat(repo.server.requests()).containsExactly("2.root.json", "timestamp.json");
    }

    @Test
    void storesTheVeryBytesOfEveryRole() throws Exception {
        initialise();
        repo.replaceLast(
                Role.TIMESTAMP, bytes(new String(repo.last(Role.TIMESTAMP), UTF_8) + " \n"));
        refresh();
        for (Role role : Role.values()) {
            assertThat(store.resolve(role.fileName()))
                    .as(role.fileName())
                    .hasBinaryContent(repo.last(role));
        }
        assertThat(store.toFile().list()).hasSize(Role.values().length);
    }

    @Test
    void aTargetAskedForAtOnceRefreshesFirst() throws Exception {
        initialise();
        assertThat(refusal(() -> client().target("nonexistent artifact")))
                .isEqualTo(new TrustViolation.UnknownTarget("nonexistent artifact"));
        assertThat(repo.server.requests())
                .containsExactly(
                        "2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
        assertThat(stored()).isEqualTo(versions(1, 1, 1, 1));
    }

    @Test
    void aSecondTargetOfTheSameClientAsksNothing() throws Exception {
        initialise();
        TrustedRepository client = client();
        client.refresh();
        repo.server.requests();
        refusal(() -> client.target("nonexistent artifact"));
        assertThat(repo.server.requests()).isEmpty();
    }

    @Test
    void refusesAFirstRootThatIsNone() throws Exception {
        Map<String, Object> root = RepositorySimulator.parse(repo.last(Role.ROOT));
        RepositorySimulator.mapIn(root, "signed").remove("version");
        assertThat(refusal(() -> client().initialise(Json.write(root))))
                .isInstanceOf(TrustViolation.Malformed.class);
        assertThat(client().isInitialised()).isFalse();
        assertThat(refused()).isEqualTo(new TrustViolation.NotInitialised());
        assertThat(repo.server.requests()).isEmpty();
    }

    /** Also when something else put it in the store: nothing is fetched on its word. */
    @Test
    void refusesAFirstRootThatItsKeysDidNotSign() throws Exception {
        Map<String, Object> root = RepositorySimulator.parse(repo.last(Role.ROOT));
        RepositorySimulator.signatures(root).getFirst().put("sig", "ab".repeat(64));
        var expected = new TrustViolation.TooFewSignatures("root.json", Role.ROOT, 1, 1, 0);
        assertThat(refusal(() -> client().initialise(Json.write(root)))).isEqualTo(expected);
        Files.write(store.resolve("root.json"), Json.write(root));
        assertThat(refused()).isEqualTo(expected);
        assertThat(repo.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ROOT,      1, 0, 0, 0",
        "TIMESTAMP, 2, 0, 0, 0",
        "SNAPSHOT,  2, 2, 0, 0",
        "TARGETS,   2, 2, 2, 0",
    })
    void refusesWhatIsNotSignedAndKeepsWhatCameBefore(
            Role role, long root, long timestamp, long snapshot, long targets) throws Exception {
        initialise();
        repo.dropSigner(role);
        repo.publishAll();
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.TooFewSignatures.class,
                        it -> {
                            assertThat(it.role()).isEqualTo(role);
                            assertThat(it.threshold()).isEqualTo(1);
                            assertThat(it.valid()).isZero();
                        });
        assertStored(root, timestamp, snapshot, targets);
    }

    @ParameterizedTest
    @CsvSource({
        "ROOT,     1, 0, 0, 0",
        "SNAPSHOT, 2, 2, 0, 0",
        "TARGETS,  2, 2, 2, 0",
    })
    void refusesAnotherVersionThanTheNameSays(
            Role role, long root, long timestamp, long snapshot, long targets) throws Exception {
        initialise();
        // The server has it as the second; inside it says that it is the third.
        repo.setVersion(role, repo.version(role) + 1);
        repo.publish(Role.ROOT, Role.TARGETS);
        repo.targetsReference().put("version", 2L);
        repo.publish(Role.SNAPSHOT);
        repo.snapshotReference().put("version", 2L);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.WrongVersion("2." + role.fileName(), 2, 3));
        assertStored(root, timestamp, snapshot, targets);
    }

    private void assertStored(long root, long timestamp, long snapshot, long targets)
            throws IOException {
        var expected = new LinkedHashMap<Role, Long>();
        expected.put(Role.ROOT, root);
        expected.put(Role.TIMESTAMP, timestamp);
        expected.put(Role.SNAPSHOT, snapshot);
        expected.put(Role.TARGETS, targets);
        expected.values().removeIf(version -> version == 0);
        assertThat(stored()).isEqualTo(expected);
    }

    @Test
    void keepsTheTimestampItHasWhenAnotherHasTheSameVersion() throws Exception {
        initialise();
        refresh();
        byte[] first = repo.last(Role.TIMESTAMP);
        repo.snapshotReference().put("version", 100L);
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.TIMESTAMP);
        refresh();
        assertThat(repo.server.requests()).endsWith("timestamp.json");
        assertThat(store.resolve("timestamp.json")).hasBinaryContent(first);
    }

    @Test
    void checksLengthsAndHashesWhereTheyAreSaid() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        assertThat(stored()).isEqualTo(versions(1, 2, 2, 2));
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void refusesTargetsWithAnotherHash(HashAlgorithm algorithm) throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        repo.publish(Role.TARGETS);
        String wrong = "0".repeat(algorithm.hexDigits());
        RepositorySimulator.mapIn(repo.targetsReference(), "hashes")
                .put(algorithm.metadataName(), wrong);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.WrongHash(
                                "3.targets.json",
                                algorithm,
                                wrong,
                                algorithm.hex(repo.last(Role.TARGETS))));
        assertThat(stored()).isEqualTo(versions(1, 3, 3, 2));
    }

    @Test
    void refusesASnapshotWithAnotherHash() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        repo.publish(Role.SNAPSHOT);
        RepositorySimulator.mapIn(repo.snapshotReference(), "hashes").put("sha256", "0".repeat(64));
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.WrongHash.class);
        assertThat(stored()).isEqualTo(versions(1, 3, 2, 1));
    }

    @Test
    void refusesAnotherLengthThanSaid() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.SNAPSHOT);
        int length = repo.last(Role.SNAPSHOT).length;
        repo.snapshotReference().remove("hashes");
        repo.snapshotReference().put("length", length + 1);
        repo.publish(Role.TIMESTAMP);
        initialise();
        assertThat(refused())
                .isEqualTo(new TrustViolation.WrongLength("2.snapshot.json", length + 1, length));
        repo.snapshotReference().put("length", length - 1);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isEqualTo(new TrustViolation.TooLong("2.snapshot.json", length - 1));
    }

    /** Hashes of algorithms that nobody here knows promise what cannot be checked. */
    @Test
    void refusesAReferenceWhoseHashesItCannotCheck() throws Exception {
        repo.snapshotReference().put("hashes", Map.of("md5", "0".repeat(32)));
        repo.publish(Role.TIMESTAMP);
        initialise();
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    @Test
    void takesFieldsThatItDoesNotKnowAsPartOfWhatIsSigned() throws Exception {
        initialise();
        refresh();
        Signer signer = Signer.create(Map.of("extra-field", Map.of("a", 1, "b", 2)));
        repo.of(Role.ROOT).put("custom-field", "value");
        repo.addKey(Role.ROOT, signer);
        repo.map(Role.ROOT, "roles").put("mirrors", Map.of("another-field", "value"));
        repo.publish(Role.ROOT);
        refresh();
        assertThat(stored()).containsEntry(Role.ROOT, 2L);
        String tampered = new String(repo.last(Role.ROOT), UTF_8).replace("\"value\"", "\"eulav\"");
        repo.publish(Role.ROOT);
        repo.replaceLast(Role.ROOT, bytes(tampered));
        assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
    }

    @Test
    void doesNotMindAFieldThatOnceNamedHashesOfKeys() throws Exception {
        initialise();
        refresh();
        repo.clearKeys(Role.SNAPSHOT);
        repo.addKey(Role.SNAPSHOT, Signer.create(Map.of("keyid_hash_algorithms", "md5")));
        repo.publish(Role.ROOT, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        assertThat(stored()).isEqualTo(versions(2, 2, 2, 1));
    }

    @Test
    void refusesWhenTheSnapshotIsNotThere() throws Exception {
        initialise();
        refresh();
        repo.snapshotReference().put("version", 2L);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isEqualTo(new TrustViolation.Missing("2.snapshot.json"));
        assertThat(stored()).isEqualTo(versions(1, 2, 1, 1));
    }

    @Test
    void refusesWhenTheTargetsAreNotThere() throws Exception {
        initialise();
        refresh();
        repo.targetsReference().put("version", 2L);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused()).isEqualTo(new TrustViolation.Missing("2.targets.json"));
        assertThat(stored()).isEqualTo(versions(1, 2, 2, 1));
    }

    @Test
    void refusesWhenTheTimestampIsNotThere() throws Exception {
        initialise();
        refresh();
        repo.startAgain(Role.TIMESTAMP, 1);
        assertThat(refused()).isEqualTo(new TrustViolation.Missing("timestamp.json"));
        assertThat(stored()).isEqualTo(versions(1, 1, 1, 1));
    }

    /** Good in all but its type, and signed by the right key. */
    @Test
    void refusesASnapshotInPlaceOfATimestamp() throws Exception {
        initialise();
        repo.addKey(Role.SNAPSHOT, repo.signers(Role.TIMESTAMP).values().iterator().next());
        repo.map(Role.SNAPSHOT, "meta").put("snapshot.json", Map.of("version", 1));
        repo.publish(Role.ROOT, Role.SNAPSHOT);
        repo.putLast(Role.TIMESTAMP, repo.takeLast(Role.SNAPSHOT));
        assertThat(refused())
                .isEqualTo(new TrustViolation.WrongType("timestamp.json", "timestamp", "snapshot"));
        assertThat(stored()).isEqualTo(Map.of(Role.ROOT, 2L));
    }

    @Test
    void refusesMetadataOfAnotherSpecification() throws Exception {
        initialise();
        repo.of(Role.TIMESTAMP).put("spec_version", "2.0.0");
        repo.publish(Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.WrongSpecVersion("timestamp.json", "2.0.0"));
        repo.of(Role.TIMESTAMP).put("spec_version", "1.9");
        repo.publish(Role.TIMESTAMP);
        refresh();
    }
}
