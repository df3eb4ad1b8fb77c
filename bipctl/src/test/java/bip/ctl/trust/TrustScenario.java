package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import bip.ctl.testing.MovedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A publisher, a web server between, and a client with an empty store. */
abstract class TrustScenario {

    static final Duration DAY = Duration.ofDays(1);

    @TempDir Path store;

    final MovedClock clock = new MovedClock();
    final Instant start = clock.instant();
    RepositorySimulator repo;

    @BeforeEach
    void startServer() throws IOException {
        repo = new RepositorySimulator(start);
    }

    @AfterEach
    void stopServer() {
        repo.close();
    }

    /** A client as a new process would have it. */
    TrustedRepository client() {
        return client(store);
    }

    TrustedRepository client(Path folder) {
        return TrustedRepository.open(new MetadataStore(folder), repo.server::fetch, clock);
    }

    /** Begins with the root that was published first. */
    void initialise() throws IOException, TrustException {
        client().initialise(repo.publishedAs(Role.ROOT, 1));
    }

    /** A refresh that must come out fresh. */
    Refreshed.Fresh refresh() throws IOException, TrustException {
        Refreshed refreshed = client().refresh();
        assertThat(refreshed).isInstanceOf(Refreshed.Fresh.class);
        return (Refreshed.Fresh) refreshed;
    }

    /** A first refresh, when one target is published. */
    void refreshOffering(String target) throws Exception {
        repo.map(Role.TARGETS, "targets").put(target, TargetListTest.target("x"));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
    }

    /** A refresh that must come out stale. */
    Refreshed.Stale stale() throws IOException, TrustException {
        Refreshed refreshed = client().refresh();
        assertThat(refreshed).isInstanceOf(Refreshed.Stale.class);
        return (Refreshed.Stale) refreshed;
    }

    /** A refresh that must be refused, and why it was. */
    TrustViolation refused() {
        return refusal(() -> client().refresh());
    }

    static TrustViolation refusal(Act act) {
        TrustException exception = catchThrowableOfType(TrustException.class, () -> act.perform());
        assertThat(exception).as("a refusal").isNotNull();
        return exception.violation();
    }

    /** What a test does and may be refused. */
    interface Act {
        void perform() throws IOException, TrustException;
    }

    /** The versions in the store, of the roles that it has. */
    Map<Role, Long> stored() throws IOException {
        var versions = new EnumMap<Role, Long>(Role.class);
        for (Role role : Role.values()) {
            Path file = store.resolve(role.fileName());
            if (Files.exists(file)) {
                versions.put(role, versionOf(Files.readAllBytes(file)));
            }
        }
        return versions;
    }

    static Map<Role, Long> versions(long root, long timestamp, long snapshot, long targets) {
        return Map.of(
                Role.ROOT, root,
                Role.TIMESTAMP, timestamp,
                Role.SNAPSHOT, snapshot,
                Role.TARGETS, targets);
    }

    private static long versionOf(byte[] document) {
        try {
            return Json.read(document, 4 << 20)
                    .object("signed")
                    .integer("version", 1, Long.MAX_VALUE);
        } catch (JsonProblem e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
