package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios of the suite's {@code test_keys}. */
class ThresholdTest extends TrustScenario {

    @Test
    void refusesASnapshotWithOneSignatureTooFew() throws Exception {
        initialise();
        repo.threshold(Role.SNAPSHOT, 3);
        repo.addKey(Role.SNAPSHOT, Signer.create());
        repo.addKey(Role.SNAPSHOT, Signer.create());
        repo.publishAll();
        refresh();
        repo.dropSigner(Role.SNAPSHOT);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.TooFewSignatures(
                                "3.snapshot.json", Role.SNAPSHOT, 2, 3, 2));
        assertThat(stored()).containsEntry(Role.SNAPSHOT, 2L);
    }

    @Test
    void aThresholdAboveTheNumberOfKeysIsNeverMet() throws Exception {
        initialise();
        for (int i = 0; i < 4; i++) {
            repo.addKey(Role.SNAPSHOT, Signer.create());
        }
        repo.threshold(Role.SNAPSHOT, 6);
        repo.publish(Role.ROOT, Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.TooFewSignatures(
                                "2.snapshot.json", Role.SNAPSHOT, 2, 6, 5));
        assertThat(stored()).containsEntry(Role.ROOT, 2L).doesNotContainKey(Role.SNAPSHOT);
    }

    /** One keyid listed nine times is one key. */
    @Test
    void countsAKeyOnceThatIsListedOften() throws Exception {
        initialise();
        Signer signer = repo.addKey(Role.SNAPSHOT, Signer.create());
        for (int i = 0; i < 8; i++) {
            repo.keyids(Role.SNAPSHOT).add(signer.keyid());
        }
        repo.threshold(Role.SNAPSHOT, 6);
        repo.publish(Role.ROOT, Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.TooFewSignatures(
                                "2.snapshot.json", Role.SNAPSHOT, 2, 6, 2));
        assertThat(stored()).doesNotContainKey(Role.SNAPSHOT);
    }

    /** Two names of one key, both right, both signing: one holder. */
    @Test
    void countsAKeyOnceThatHasTwoNames() throws Exception {
        initialise();
        repo.addKey(
                Role.TIMESTAMP, repo.signers(Role.TIMESTAMP).values().iterator().next().alias());
        repo.threshold(Role.TIMESTAMP, 2);
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        assertThat(repo.signers(Role.TIMESTAMP)).hasSize(2);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.TooFewSignatures(
                                "timestamp.json", Role.TIMESTAMP, 2, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesASecondSignatureOfOneKey(boolean isNeeded) throws Exception {
        initialise();
        if (isNeeded) {
            repo.threshold(Role.SNAPSHOT, 2);
            repo.publish(Role.ROOT);
        }
        Map<String, Object> document = RepositorySimulator.parse(repo.last(Role.SNAPSHOT));
        List<Map<String, Object>> signatures = RepositorySimulator.signatures(document);
        signatures.add(signatures.getFirst());
        repo.replaceLast(Role.SNAPSHOT, Json.write(document));
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.signedTwice"));
        assertThat(stored()).doesNotContainKey(Role.SNAPSHOT);
    }

    @Test
    void refusesARootWhoseSecondSignatureIsWrong() throws Exception {
        initialise();
        Signer second = repo.addKey(Role.ROOT, Signer.create());
        repo.threshold(Role.ROOT, 2);
        repo.publish(Role.ROOT);
        refresh();
        repo.publish(Role.ROOT);
        repo.replaceLast(Role.ROOT, withSignature(Role.ROOT, second, "b6".repeat(64)));
        assertThat(refused())
                .isEqualTo(new TrustViolation.TooFewSignatures("3.root.json", Role.ROOT, 2, 2, 1));
        assertThat(stored()).containsEntry(Role.ROOT, 2L);
    }

    /** A wrong signature beside enough right ones does no harm, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "b6", "not hexadecimal", "\u017c"})
    void passesOverAWrongSignatureThatIsNotNeeded(String signature) throws Exception {
        initialise();
        Signer first = repo.signers(Role.TIMESTAMP).values().iterator().next();
        repo.addKey(Role.TIMESTAMP, Signer.create());
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        String plausible = "00".repeat(64);
        for (String sig : List.of(plausible, signature)) {
            repo.replaceLast(Role.TIMESTAMP, withSignature(Role.TIMESTAMP, first, sig));
            refresh();
            repo.publish(Role.TIMESTAMP);
        }
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 3L);
    }

    private byte[] withSignature(Role role, Signer signer, String hex) {
        Map<String, Object> document = RepositorySimulator.parse(repo.last(role));
        RepositorySimulator.signatures(document).stream()
                .filter(it -> signer.keyid().equals(it.get("keyid")))
                .forEach(it -> it.put("sig", hex));
        return Json.write(document);
    }

    /** The specification lets a client choose the kinds of keys that it knows. */
    @ParameterizedTest
    @CsvSource({"rsa, rsassa-pss-sha256", "ecdsa, ecdsa-sha2-nistp256", "ed25519, ed448"})
    void aKeyOfAnotherKindCountsForNothing(String type, String scheme) throws Exception {
        initialise();
        Signer signer = repo.signers(Role.TIMESTAMP).values().iterator().next();
        var key = new HashMap<>(signer.key());
        key.put("keytype", type);
        key.put("scheme", scheme);
        String keyid = Signer.keyidOf(key);
        repo.addKey(Role.TIMESTAMP, new Signer(keyid, key, signer.pair()));
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        refresh();
        repo.threshold(Role.TIMESTAMP, 2);
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(
                        new TrustViolation.TooFewSignatures(
                                "timestamp.json", Role.TIMESTAMP, 3, 2, 1));
    }

    /** Specification 4.3: whoever signed it, a root whose keyids are not of its keys is none. */
    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa"})
    void refusesARootWithAKeyUnderAnotherName(String type) throws Exception {
        initialise();
        Signer signer = Signer.create();
        var key = new HashMap<>(signer.key());
        key.put("keytype", type);
        repo.listKey(Role.TIMESTAMP, new Signer("0".repeat(64), key, signer.pair()));
        repo.publish(Role.ROOT);
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.keyid"));
        assertThat(stored()).containsEntry(Role.ROOT, 1L);
    }

    @Test
    void refusesARootWithAKeyOfAnotherLength() throws Exception {
        initialise();
        Signer signer = Signer.create();
        var key = new HashMap<>(signer.key());
        key.put("keyval", Map.of("public", "ab".repeat(31)));
        repo.listKey(Role.TIMESTAMP, new Signer(Signer.keyidOf(key), key, signer.pair()));
        repo.publish(Role.ROOT);
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.key"));
    }

    @Test
    void refusesAThresholdOfNone() throws Exception {
        initialise();
        repo.threshold(Role.TARGETS, 0);
        repo.publish(Role.ROOT);
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    /** A keyid of a role that has no key in the root signs nothing, and is no error. */
    @Test
    void passesOverAKeyidWithoutAKey() throws Exception {
        initialise();
        repo.keyids(Role.TIMESTAMP).add("f".repeat(64));
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        refresh();
        assertThat(stored()).containsEntry(Role.ROOT, 2L);
    }
}
