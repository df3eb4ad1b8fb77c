package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scenarios of the suite's {@code test_updater_key_rotations}. A version is written {@code
 * keys/threshold/signers}, with keys by number.
 */
class KeyRotationTest extends TrustScenario {

    private final List<Signer> signers = new ArrayList<>();

    KeyRotationTest() {
        for (int i = 0; i < 10; i++) {
            signers.add(Signer.create());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "one replaced,                 1/1/1  2/1/21  2/1/2,                              true",
        "signatures that nobody needs, 1/1/314  2/1/3214  2/1/324,                        true",
        "other three of five,          01234/3/024  01234/3/041  01234/3/013  01234/3/013, true",
        "one of five replaced,         01234/3/024  01345/3/041,                          true",
        "the same by way of another,   01234/3/024  01345/3/0245  01345/3/045,            true",
        "all five replaced,            01234/3/024  56789/3/024567  56789/3/567,          true",
        "threshold raised,             123/1/1  123/2/12,                                 true",
        "threshold lowered,            123/2/12  123/1/12  123/1/1,                       true",
        "key and threshold added,      1/1/1  12/2/12,                                    true",
        "not signed by the old,        1/1/1  2/1/234,                                    false",
        "not signed by the new,        1/1/1  2/1/134,                                    false",
        "too few of the new,           01234/3/024  01345/3/024,                          false",
        "too few of the old,           01234/3/024  01345/3/045,                          false",
        "new threshold not met,        123/1/1  123/2/2,                                  false",
        "old threshold not met,        123/2/12  123/1/1,                                 false",
    })
    void followsRoots(String name, String versions, boolean isGood) throws Exception {
        List<String> chain = Arrays.asList(versions.split(" +"));
        repo.startAgain(Role.ROOT, 1);
        for (String version : chain) {
            use(Role.ROOT, version);
            repo.publish(Role.ROOT);
        }
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        if (isGood) {
            refresh();
        } else {
            assertThat(refused()).as(name).isInstanceOf(TrustViolation.TooFewSignatures.class);
        }
        int last = isGood ? chain.size() : chain.size() - 1;
        assertThat(store.resolve("root.json")).hasBinaryContent(repo.publishedAs(Role.ROOT, last));
    }

    @ParameterizedTest
    @CsvSource({
        "one replaced,                 2/1/2,         true",
        "signatures that nobody needs, 1/1/314,       true",
        "not signed by the new,        2/1/134,       false",
        "three of which one is none,   01345/3/024,   false",
        "one too few,                  01345/3/04,    false",
        "first three of five,          01234/3/024,   true",
        "second three of five,         01234/3/041,   true",
        "third three of five,          01234/3/013,   true",
        "fourth three of five,         01234/3/123,   true",
        "fifth three of five,          01234/3/234,   true",
    })
    void followsOtherRoles(String name, String version, boolean isGood) throws Exception {
        initialise();
        for (Role role : List.of(Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS)) {
            use(role, version);
            repo.publishAll();
            if (isGood) {
                refresh();
                assertThat(store.resolve(role.fileName()))
                        .as(name)
                        .hasBinaryContent(repo.last(role));
            } else {
                assertThat(refused()).as(name).isInstanceOf(TrustViolation.TooFewSignatures.class);
            }
        }
    }

    private void use(Role role, String version) {
        List<String> parts = Arrays.asList(version.split("/"));
        repo.clearKeys(role);
        repo.threshold(role, Integer.parseInt(parts.get(1)));
        for (int key : digits(parts.get(0))) {
            repo.listKey(role, signers.get(key));
        }
        for (int key : digits(parts.get(2))) {
            Signer signer = signers.get(key);
            repo.signers(role).put(signer.keyid(), signer);
        }
    }

    private static int[] digits(String text) {
        return text.chars().map(digit -> digit - '0').toArray();
    }

    @Test
    void refusesARootThatIsNotTheNext() throws Exception {
        initialise();
        repo.setVersion(Role.ROOT, 2);
        repo.publish(Role.ROOT);
        assertThat(refused()).isEqualTo(new TrustViolation.WrongVersion("2.root.json", 2, 3));
        repo.takeLast(Role.ROOT);
        repo.setVersion(Role.ROOT, 0);
        repo.publish(Role.ROOT);
        assertThat(refused()).isEqualTo(new TrustViolation.WrongVersion("2.root.json", 2, 1));
        assertThat(stored()).containsEntry(Role.ROOT, 1L);
    }

    /** What came before a bad root in the chain is kept. */
    @Test
    void keepsTheRootsBeforeABadOne() throws Exception {
        initialise();
        repo.publish(Role.ROOT, Role.ROOT);
        repo.rotateKeys(Role.ROOT);
        repo.publish(Role.ROOT);
        assertThat(refused())
                .isEqualTo(new TrustViolation.TooFewSignatures("4.root.json", Role.ROOT, 3, 1, 0));
        assertThat(stored()).containsEntry(Role.ROOT, 3L);
    }

    /** One refresh follows so many and no more; the next goes on. */
    @Test
    void followsABoundedNumberOfRoots() throws Exception {
        initialise();
        for (int i = 0; i < RootChain.MOST_ROOTS + 2; i++) {
            repo.publish(Role.ROOT);
        }
        refresh();
        assertThat(stored()).containsEntry(Role.ROOT, RootChain.MOST_ROOTS + 1L);
        refresh();
        assertThat(stored()).containsEntry(Role.ROOT, RootChain.MOST_ROOTS + 3L);
    }

    /** Also over two roots, and however often the next targets are kept back. */
    @Test
    void targetsWhoseKeysWereTakenAwayWaitAsideUntilOthersCome() throws Exception {
        refreshOffering("a");
        for (int i = 0; i < 2; i++) {
            repo.rotateKeys(Role.TARGETS);
            repo.publish(Role.ROOT);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
            assertThat(stored()).doesNotContainKey(Role.TARGETS);
            assertThat(client().storedTargets()).isEmpty();
            assertThat(client().targetsAside()).extracting(Target::path).containsExactly("a");
        }
        repo.map(Role.TARGETS, "targets").clear();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        assertThat(client().targetsAside()).isEmpty();
    }

    /** What waits aside is believed no further than its own root goes. */
    @Test
    void whatWasChangedAsideIsNotBelieved() throws Exception {
        refreshOffering("a");
        repo.rotateKeys(Role.TARGETS);
        repo.publish(Role.ROOT);
        assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
        Path aside = store.resolve("before.targets.json");
        Files.writeString(aside, Files.readString(aside).replace("\"a\"", "\"b\""));
        assertThat(refusal(() -> client().targetsAside()))
                .isInstanceOf(TrustViolation.TooFewSignatures.class);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        assertThat(aside).doesNotExist();
    }

    /** Its targets.json of before no longer verifies, which is no damage. */
    @Test
    void replacedKeysOfTargetsAreNoDamage() throws Exception {
        initialise();
        refresh();
        repo.rotateKeys(Role.TARGETS);
        repo.publishAll();
        assertThat(refresh().warnings()).isEmpty();
        assertThat(stored()).isEqualTo(versions(2, 2, 2, 2));
    }
}
