package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.release.InstalledRelease;
import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.RecordingConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trust} and {@code verify}: whom this machine trusts, and what that proves. */
class TrustVerbsTest {

    @TempDir Path folder;

    private SignedSite site;
    private InstalledRelease release;

    @BeforeEach
    void open() throws Exception {
        site = new SignedSite(folder);
        site.offer("1.0.0");
        release = site.standing("1.0.0");
        site.publish();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void says(int exitCode, String line, String... words) {
        assertThat(site.run(words)).as(site.results() + site.warnings()).isEqualTo(exitCode);
        assertThat(site.results()).contains(line);
    }

    private void refuses(int exitCode, String code, String... words) {
        assertThat(site.run(words)).as(site.results() + site.warnings()).isEqualTo(exitCode);
        assertThat(site.warnings()).contains(code);
    }

    /** The only key of a role. */
    private String key(Role role) {
        return site.publisher.keyids(role).getFirst();
    }

    @Test
    void showsTheShippedRootUntilAChannelWasRead() throws Exception {
        says(0, "the one that came with bipctl; no channel was read yet", "trust", "show");
        assertThat(site.results())
                .contains("targets: none yet", key(Role.TARGETS).substring(0, 8))
                .doesNotContain(key(Role.TARGETS));
        assertThat(site.layout.trust()).doesNotExist();
        Files.delete(site.root);
        says(0, "There is no root of trust", "trust", "show");
        says(0, "\"origin\":null", "trust", "show", "--json");
        Files.writeString(site.root, "{}");
        refuses(20, "BIP-C122", "trust", "show");
    }

    @Test
    void showsWhatWasVerifiedWithoutANetwork() throws Exception {
        site.publisher.of(Role.TIMESTAMP).put("bip_signed_at", site.now.toString());
        site.publish();
        assertThat(site.run("check")).isZero();
        site.unplug();
        says(0, "stored on this machine", "trust", "show", "-v");
        assertThat(site.results())
                .contains("keys that must sign: 1 of 1: " + key(Role.SNAPSHOT), "certainly later");
        assertThat(site.run("trust", "show", "--json")).isZero();
        String shown =
                site.results()
                        .replace(site.now.plus(RepositorySimulator.LIFE).toString(), "EXPIRES")
                        .replace(site.now.toString(), "NOW");
        for (Role role : Role.values()) {
            shown = shown.replace(key(role), role.name());
        }
        assertThat(shown).isEqualTo(SignedSite.golden("trust.json"));
    }

    @Test
    void saysThatARootIsForDevelopment() throws Exception {
        site.publisher.of(Role.ROOT).put("bip_purpose", "development");
        site.publisher.publish(Role.ROOT);
        site.publish();
        assertThat(site.run("check")).isZero();
        says(0, "This root is for development", "trust", "show");
        assertThat(site.run("trust", "show", "--json")).isZero();
        assertThat(site.results()).contains("\"development\":true");
    }

    @Test
    void tellsAClockThatIsBehindAndWhatHasExpired() throws Exception {
        site.publisher
                .of(Role.TIMESTAMP)
                .put("bip_signed_at", site.now.plus(Duration.ofDays(2)).toString());
        site.publish();
        assertThat(site.run("check")).isZero();
        says(4, "The clock of this machine is behind that", "trust", "show");
        site.publisher.expire(Role.TARGETS, site.now.plus(Duration.ofDays(1)));
        site.publish();
        assertThat(site.run("check")).isEqualTo(21);
        assertThat(site.results()).isEmpty();
    }

    @Test
    void tellsWhatWasDamaged() throws Exception {
        assertThat(site.run("check")).isZero();
        Path stored = site.layout.trust().resolve("targets.json");
        Files.writeString(stored, Files.readString(stored).replace("stable", "stolen"));
        says(4, "targets: what is stored cannot be used", "trust", "show");
        Files.writeString(site.layout.trust().resolve("root.json"), "{}");
        refuses(20, "BIP-C141", "trust", "show");
        refuses(20, "BIP-C141", "check");
        refuses(20, "BIP-C141", "channel");
        Files.delete(site.layout.trust().resolve("root.json"));
        Files.createDirectory(site.layout.trust().resolve("root.json"));
        refuses(20, "BIP-C141", "trust", "show");
        refuses(20, "BIP-C141", "check");
        refuses(20, "BIP-C141", "channel");
    }

    @Test
    void tellsWhatCanBeDoneAboutAChannelThatIsNoChannel() throws Exception {
        Path timestamp = site.mirror.resolve("metadata/timestamp.json");
        Files.writeString(timestamp, "\n<!DOCTYPE html><p>Sign in");
        refuses(20, "a web page came in place of timestamp.json", "check");
        assertThat(site.warnings()).contains("a network that wants people to sign in");
        Files.writeString(timestamp, "");
        refuses(20, "an empty answer came for timestamp.json", "check");
        Files.delete(timestamp);
        refuses(20, "BIP-C120", "check");
        assertThat(site.warnings())
                .contains("Is the address right?")
                .doesNotContain("mends itself");
    }

    @Test
    void aRootInHandReplacesTheOldOneAndAllThatItVouchedFor() throws Exception {
        assertThat(site.run("check")).isZero();
        Path other = folder.resolve("other.json");
        try (var stranger = new RepositorySimulator(site.now)) {
            Files.write(other, stranger.publishedAs(Role.ROOT, 1));
            String theirs = stranger.keyids(Role.ROOT).getFirst().substring(0, 8);
            String ours = key(Role.ROOT).substring(0, 8);

            site.console = new RecordingConsole().answering(false);
            assertThat(site.runAgain("trust", "pin-root", other.toString())).isEqualTo(1);
            assertThat(site.warnings()).contains(ours, theirs);
            assertThat(site.run("check")).isZero();

            says(0, "Root 1 is the root of trust now", "trust", "pin-root", other + "", "--yes");
            says(0, "put in place by hand", "trust", "show");
            assertThat(site.results()).contains("by jan", theirs).doesNotContain(ours);
            refuses(20, "BIP-C120", "check");
        }
        refuses(14, "BIP-G104", "trust", "pin-root", site.root.toString());
        says(0, "Root 1", "trust", "pin-root", site.root.toString(), "--yes");
        assertThat(site.run("check")).isZero();
    }

    @Test
    void whatIsNoRootIsRefused() throws Exception {
        refuses(2, "BIP-A107", "trust", "pin-root", folder + "/nothing", "--yes");
        refuses(2, "BIP-A108", "trust", "pin-root", folder.toString(), "--yes");
        Path file = Files.writeString(folder.resolve("none.json"), "{}");
        refuses(20, "BIP-C140", "trust", "pin-root", file.toString(), "--yes");
        refuses(2, "BIP-A107", "trust", "pin-root", folder.resolve("x") + "", "--yes");
        Files.write(file, new byte[(1 << 20) + 1]);
        refuses(20, "BIP-C140", "trust", "pin-root", file.toString(), "--yes");
        says(0, "came with bipctl", "trust", "show");
    }

    @Test
    void provesThatWhatIsHereWasSigned() throws Exception {
        says(0, "all files are as its manifest says; files: 2", "verify");
        assertThat(site.results()).contains("NOT proved", "No signed metadata were verified");
        assertThat(site.run("check")).isZero();
        site.unplug();
        says(0, "Its manifest is the one that was signed as version 1.0.0", "verify");
        assertThat(site.results()).doesNotContain("NOT proved");
        refuses(13, "BIP-U153", "verify", "9.9.9");
    }

    @Test
    void namesEveryFileThatDiffers() throws Exception {
        assertThat(site.run("check")).isZero();
        Path program = release.program();
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = release.folder().resolve("lib/bip-server.jar");
        Files.setPosixFilePermissions(
                jar.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(jar, new byte[] {'C'}, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
        Files.writeString(jar.resolveSibling("extra.jar"), "x");
        Files.setPosixFilePermissions(
                program.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(program);
        refuses(20, "BIP-R120", "verify");
        assertThat(site.console.results())
                .anySatisfy(it -> assertThat(it).contains("bin/bip-server", "missing"))
                .anySatisfy(it -> assertThat(it).contains("lib/extra.jar"));
        assertThat(site.run("verify", "--json")).isEqualTo(20);
        assertThat(site.results().replace(release.manifest().contentHash(), "CONTENT"))
                .isEqualTo(SignedSite.golden("verify.json"));
        says(0, "", "upgrade", "1.0.0", "--yes");
        says(0, "", "verify");
        assertThat(jar.resolveSibling("extra.jar")).doesNotExist();
        says(0, "import", "history");
    }

    @Test
    void aReleaseThatIsNotTheSignedOneIsFound() throws Exception {
        site.custom("1.0.0").put("content_hash", "0".repeat(64));
        site.publish();
        assertThat(site.run("check")).isZero();
        refuses(20, "BIP-R121", "verify", "1.0.0");
        site.custom("1.0.0").remove("content_hash");
        site.publish();
        assertThat(site.run("check")).isZero();
        says(0, "do not say what is in it", "verify");
        site.publisher.map(Role.TARGETS, "targets").clear();
        site.offer("1.1.0");
        site.publish();
        assertThat(site.run("check")).isEqualTo(11);
        says(0, "do not tell of that version", "verify");
    }

    @Test
    void aManifestThatWasChangedIsFoundToo() throws Exception {
        Path manifest = release.folder().resolve("release.json");
        Files.setPosixFilePermissions(
                release.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        byte[] changed =
                (Files.readString(manifest) + " ")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        AtomicFiles.write(manifest, changed);
        refuses(20, "BIP-R107", "verify");
    }
}
