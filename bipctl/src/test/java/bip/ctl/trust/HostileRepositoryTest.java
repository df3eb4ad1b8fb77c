package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lies, or breaks, in every file; afterwards the client is as it was and goes on. */
class HostileRepositoryTest extends TrustScenario {

    private static final String SIGN_IN =
            "<!DOCTYPE html><html><title>Sign in</title><p>Welcome to the network</html>";

    private static String nameOf(Role role) {
        return role == Role.TIMESTAMP ? role.fileName() : "2." + role.fileName();
    }

    /** A client that trusts version 1 of all, and a repository that has version 2 of all. */
    private String prepare(Role role) throws Exception {
        initialise();
        refresh();
        repo.publishAll();
        return nameOf(role);
    }

    private void assertGoesOn(String name) throws Exception {
        repo.server.answerHonestly(name);
        refresh();
        assertThat(stored()).isEqualTo(versions(2, 2, 2, 2));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @Timeout(60)
    void endsWhatDoesNotEnd(Role role) throws Exception {
        String name = prepare(role);
        repo.server.answerForEver(name);
        assertThat(refused())
                .isEqualTo(new TrustViolation.TooLong(name, FileReference.USUAL_BYTES));
        assertGoesOn(name);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void takesAFileThatJustFitsAndNoneAByteLonger(Role role) throws Exception {
        String name = prepare(role);
        byte[] padded = Arrays.copyOf(repo.last(role), FileReference.USUAL_BYTES + 1);
        Arrays.fill(padded, repo.last(role).length, padded.length, (byte) ' ');
        repo.server.answer(name, 200, padded);
        assertThat(refused())
                .isEqualTo(new TrustViolation.TooLong(name, FileReference.USUAL_BYTES));
        repo.server.answer(name, 200, Arrays.copyOf(padded, FileReference.USUAL_BYTES));
        refresh();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void refusesASignInPageWithStatus200(Role role) throws Exception {
        String name = prepare(role);
        repo.server.answer(name, 200, bytes(SIGN_IN));
        assertThat(refused()).isEqualTo(new TrustViolation.WebPage(name));
        assertGoesOn(name);
    }

    @Test
    void refusesAnEmptyAnswer() throws Exception {
        String name = prepare(Role.TIMESTAMP);
        repo.server.answer(name, 200, new byte[0]);
        assertThat(refused()).isEqualTo(new TrustViolation.Empty(name));
        assertGoesOn(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{}",
                "{\"signed\":{}}",
                "{\"signatures\":[]}",
                "{\"signatures\":[],\"signed\":[]}",
                "{\"signatures\":{},\"signed\":{}}",
                "{\"signatures\":[{}],\"signed\":{}}",
                "{\"signatures\":[{\"keyid\":1,\"sig\":\"\"}],\"signed\":{}}",
                "{\"signatures\":[],\"signed\":{\"a\":1.5}}",
                "{\"signatures\":[],\"signed\":{\"a\":\"\\ud800\"}}",
                "{\"signatures\":[],\"signed\":{},\"signed\":{}}",
                "{\"signatures\":[],\"signed\":{}} {}",
            })
    void refusesWhatIsNotADocument(String text) throws Exception {
        String name = prepare(Role.TIMESTAMP);
        repo.server.answer(name, 200, bytes(text));
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
        assertGoesOn(name);
    }

    /** Only refusals that say what is wrong, whatever the bytes; nothing is ever stored of them. */
    @Test
    void refusesGarbage() throws Exception {
        String name = prepare(Role.TIMESTAMP);
        byte[] good = repo.last(Role.TIMESTAMP);
        var random = new Random(20260301);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            switch (i % 3) {
                case 0 -> bad = Arrays.copyOf(good, random.nextInt(good.length));
                case 1 -> random.nextBytes(bad);
                default -> bad[inSigned(good, random)] ^= (byte) (1 << random.nextInt(7));
            }
            repo.server.answer(name, 200, bad);
            assertThat(refused())
                    .as(new String(bad, UTF_8))
                    .isInstanceOfAny(
                            TrustViolation.Malformed.class, TrustViolation.TooFewSignatures.class);
            assertThat(stored()).isEqualTo(versions(2, 1, 1, 1));
        }
        assertGoesOn(name);
    }

    /** A place between the braces of the signed part, where no bit may differ. */
    private static int inSigned(byte[] document, Random random) {
        int from = new String(document, UTF_8).indexOf("\"signed\":{") + "\"signed\":{".length();
        return from + random.nextInt(document.length - 2 - from);
    }

    /** What holds nested things without end is refused before it is understood. */
    @Test
    void refusesDeepNesting() throws Exception {
        String name = prepare(Role.TIMESTAMP);
        repo.server.answer(name, 200, bytes("{\"signed\":" + "[".repeat(100_000)));
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    /** A name twice could be one thing to who signs and another to who reads. */
    @Test
    void refusesANameThatStandsTwice() throws Exception {
        String name = prepare(Role.TIMESTAMP);
        String twice =
                new String(repo.last(Role.TIMESTAMP), UTF_8)
                        .replace("\"version\":2}", "\"version\":9,\"version\":2}");
        assertThat(twice).contains("\"version\":9");
        repo.server.answer(name, 200, bytes(twice));
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
        String decimal =
                new String(repo.last(Role.TIMESTAMP), UTF_8)
                        .replace("\"version\":2}", "\"version\":2.0}");
        repo.server.answer(name, 200, bytes(decimal));
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    /** A server in trouble does not end the chain of roots: only its word that there is none. */
    @ParameterizedTest
    @CsvSource({"ROOT, 500", "ROOT, 403", "TIMESTAMP, 503", "SNAPSHOT, 500", "TARGETS, 500"})
    void aServerInTroubleIsNoAnswer(Role role, int status) throws Exception {
        String name = prepare(role);
        repo.server.answer(name, status, new byte[0]);
        assertThatThrownBy(() -> client().refresh())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(status));
        assertGoesOn(name);
    }

    /** Files of one moment with files of another: the snapshot binds them. */
    @Test
    void refusesAMixOfTwoMoments() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publishAll();
        initialise();
        refresh();
        byte[] old = repo.last(Role.TARGETS);
        repo.publishAll();
        repo.server.answer("3.targets.json", 200, old);
        assertThat(refused()).isInstanceOf(TrustViolation.WrongHash.class);
        assertThat(stored()).isEqualTo(versions(3, 3, 3, 2));
    }

    /** Without hashes the version does the same. */
    @Test
    void refusesOldTargetsUnderANewName() throws Exception {
        initialise();
        refresh();
        byte[] old = repo.last(Role.TARGETS);
        repo.publishAll();
        repo.server.answer("2.targets.json", 200, old);
        assertThat(refused()).isEqualTo(new TrustViolation.WrongVersion("2.targets.json", 2, 1));
    }

    /** A reference to more bytes than anybody would hold in memory. */
    @Test
    void refusesAReferenceToAHugeFile() throws Exception {
        initialise();
        repo.snapshotReference().put("length", 1L << 32);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
        assertThat(repo.server.requests()).doesNotContain("1.snapshot.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-01", "2030-01-01T00:00:00", "2030-01-01T00:00:00+01:00",
                "2030-01-01T00:00:00.5Z", "2030-13-01T00:00:00Z", "2030-02-30T00:00:00Z",
                "+12030-01-01T00:00:00Z", "", "never"
            })
    void refusesAnEndThatIsNoTime(String text) throws Exception {
        initialise();
        repo.of(Role.TIMESTAMP).put("expires", text);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.time"));
    }

    @Test
    void refusesARootOrSnapshotThatLeavesOutWhatItMustSay() throws Exception {
        initialise();
        repo.map(Role.SNAPSHOT, "meta").clear();
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
        repo.map(Role.ROOT, "roles").remove("targets");
        repo.publish(Role.ROOT);
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.file()).isEqualTo("2.root.json"));
    }

    /** Every field that a fast-forward could set has a value from which there is a way on. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 53, Long.MAX_VALUE})
    void refusesVersionsThatNobodyCanFollow(long version) throws Exception {
        initialise();
        repo.of(Role.SNAPSHOT).put("version", version);
        repo.putLast(Role.SNAPSHOT, repo.signedBytes(Role.SNAPSHOT));
        repo.snapshotReference().put("version", 2);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    /** A year of daily publications, of which the client saw the first and the last. */
    @Test
    void catchesUpAfterAYear() throws Exception {
        initialise();
        refresh();
        clock.move(Duration.ofDays(365));
        for (Role role : Role.values()) {
            repo.expire(role, clock.instant().plus(DAY));
        }
        for (int i = 0; i < 365; i++) {
            repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        }
        repo.publish(Role.ROOT, Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        assertThat(stored())
                .isEqualTo(
                        Map.of(
                                Role.ROOT, 2L,
                                Role.TIMESTAMP, 367L,
                                Role.SNAPSHOT, 367L,
                                Role.TARGETS, 2L));
        assertThat(repo.server.requests())
                .endsWith(List.of("367.snapshot.json", "2.targets.json").toArray(String[]::new));
    }
}
