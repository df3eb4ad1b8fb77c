package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.testing.MortalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that were torn, tampered with or left half done. */
class MetadataStoreTest extends TrustScenario {

    @TempDir Path other;

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"TIMESTAMP", "SNAPSHOT", "TARGETS"})
    void aTornFileIsToldAndFetchedAgain(Role role) throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        Path file = store.resolve(role.fileName());
        byte[] whole = Files.readAllBytes(file);
        for (byte[] torn :
                new byte[][] {
                    {},
                    Arrays.copyOf(whole, whole.length / 2),
                    new byte[whole.length],
                    tampered(whole)
                }) {
            Files.write(file, torn);
            assertThat(refresh().warnings())
                    .singleElement()
                    .isInstanceOf(TrustWarning.StoreDamaged.class);
            assertThat(file).hasBinaryContent(whole);
        }
    }

    /** The file is good JSON and says more, under the signature of before. */
    private static byte[] tampered(byte[] whole) {
        return new String(whole, UTF_8)
                .replace("\"_type\"", "\"added\":1,\"_type\"")
                .getBytes(UTF_8);
    }

    /** Nothing can be fetched on the word of a root that is not whole. */
    @Test
    void aTornRootEndsAllTrustUntilAPersonGivesIt() throws Exception {
        initialise();
        refresh();
        repo.server.requests();
        byte[] root = Files.readAllBytes(store.resolve("root.json"));
        Files.write(store.resolve("root.json"), Arrays.copyOf(root, root.length - 1));
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
        assertThat(refusal(() -> client().stored())).isInstanceOf(TrustViolation.Malformed.class);
        assertThat(client().isInitialised()).isTrue();
        assertThat(repo.server.requests()).isEmpty();
        client().initialise(root);
        refresh();
    }

    /** Signed by the right key, but not what the snapshot means: the version tells. */
    @Test
    void aStoredFileOfAnotherMomentIsNotUsed() throws Exception {
        refreshOffering("old");
        byte[] old = Files.readAllBytes(store.resolve("targets.json"));
        repo.map(Role.TARGETS, "targets").clear();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        Files.write(store.resolve("targets.json"), old);
        assertThat(refusal(() -> client().stored()))
                .isEqualTo(new TrustViolation.Missing("3.targets.json"));
        assertThat(refresh().targets().list()).isEmpty();
        assertThat(store.resolve("targets.json")).hasBinaryContent(repo.last(Role.TARGETS));
    }

    /** The same version with other bytes than the snapshot's hash: fetched again. */
    @Test
    void aStoredFileWithAnotherHashIsNotUsed() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        Path file = store.resolve("targets.json");
        Files.write(file, bytes(Files.readString(file) + "\n"));
        refresh();
        assertThat(file).hasBinaryContent(repo.last(Role.TARGETS));
    }

    @Test
    void initialisingAnewForgetsAllThatWasTrusted() throws Exception {
        initialise();
        repo.of(Role.TIMESTAMP).put(TimestampMetadata.SIGNED_AT, start.toString());
        repo.publishAll();
        refresh();
        repo.rotateKeys(Role.TARGETS);
        repo.publish(Role.ROOT);
        assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
        initialise();
        assertThat(stored()).isEqualTo(Map.of(Role.ROOT, 1L));
        assertThat(store.toFile().list()).containsExactly("root.json");
    }

    @Test
    void aRootThatIsRefusedChangesNothing() throws Exception {
        initialise();
        refresh();
        assertThat(refusal(() -> client().initialise(bytes("{}"))))
                .isInstanceOf(TrustViolation.Malformed.class);
        assertThat(stored()).isEqualTo(versions(1, 1, 1, 1));
    }

    /**
     * Ended at each change of the file system, first while updating all four roles with the keys of
     * the timestamp replaced, then once more from what that left: the store never goes back, and a
     * refresh that is let live ends with all that is new.
     */
    @Test
    void aRefreshThatIsKilledAnywhereIsMadeGoodByTheNext() throws Exception {
        repo.of(Role.TIMESTAMP).put(TimestampMetadata.SIGNED_AT, start.minus(DAY).toString());
        repo.publish(Role.TIMESTAMP);
        initialise();
        refresh();
        var before = contents(store);
        repo.rotateKeys(Role.TIMESTAMP);
        repo.of(Role.TIMESTAMP).put(TimestampMetadata.SIGNED_AT, start.toString());
        repo.publishAll();
        int deaths = 0;
        while (true) {
            Path folder = restored(before, "store" + deaths);
            if (!isKilled(folder, deaths)) {
                break;
            }
            isKilled(folder, deaths);
            Refreshed refreshed = client(folder).refresh();
            assertThat(refreshed)
                    .as("after %s changes", deaths)
                    .isInstanceOf(Refreshed.Fresh.class);
            assertThat(refreshed.warnings()).as("after %s changes", deaths).isEmpty();
            for (Role role : Role.values()) {
                assertThat(folder.resolve(role.fileName()))
                        .as("after %s changes", deaths)
                        .hasBinaryContent(repo.last(role));
            }
            assertThat(folder.resolve(MetadataStore.FLOOR)).hasContent(start.toString());
            deaths++;
        }
        // Five files, each written and moved; fewer would mean that nothing was killed.
        assertThat(deaths).isGreaterThan(10);
    }

    /** That a release was revoked is known at every moment of it. */
    @Test
    void aRefreshThatReplacesTheKeysOfTargetsMayBeKilledAnywhere() throws Exception {
        refreshOffering("a");
        var before = contents(store);
        repo.rotateKeys(Role.TARGETS);
        repo.publishAll();
        int changes = 0;
        Path folder = restored(before, "store" + changes);
        while (isKilled(folder, changes)) {
            var known = new ArrayList<>(client(folder).storedTargets());
            known.addAll(client(folder).targetsAside());
            assertThat(known)
                    .as("after %s changes", changes)
                    .extracting(Target::path)
                    .contains("a");
            changes++;
            folder = restored(before, "store" + changes);
        }
        assertThat(changes).isGreaterThan(10);
        assertThat(client(folder).targetsAside()).isEmpty();
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(before.keySet().toArray(String[]::new));
    }

    private Path restored(Map<String, byte[]> contents, String name) throws IOException {
        Path folder = Files.createDirectories(other.resolve(name));
        for (var file : contents.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    private boolean isKilled(Path folder, int changes) throws IOException, TrustException {
        try {
            client(new MortalFileSystem(changes).path(folder)).refresh();
            return false;
        } catch (MortalFileSystem.Killed e) {
            return true;
        }
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    @Test
    void aFileThatNobodyHereWouldStoreIsNotRead() throws Exception {
        initialise();
        refresh();
        Files.write(store.resolve("timestamp.json"), new byte[(16 << 20) + 1]);
        assertThat(refresh().warnings())
                .containsExactly(
                        new TrustWarning.StoreDamaged(
                                new TrustViolation.TooLong("timestamp.json", 16 << 20)));
    }
}
