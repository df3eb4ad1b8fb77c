package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each threat of {@code docs/evidence/threats.md}, carried out on {@code bipctl upgrade}: how it
 * ends, what it says, that nothing of the installation was touched, and that what was trusted stays
 * trusted.
 */
@Timeout(60)
class ThreatTableTest {

    private static final Duration DAY = Duration.ofDays(1);

    /** The state that each refusal must tell. */
    private static final Map<String, String> STATES =
            Map.of(
                    "C102", "Nothing was changed.",
                    "C104", "What was fetched was deleted; nothing was changed.",
                    "C105", "What was fetched was deleted; nothing was changed.",
                    "C120", "Nothing of it was used; what was trusted before still is, and the",
                    "C121", "Nothing was changed. Either nobody has signed it anew, or somebody",
                    "C131", "Nothing of it was used; nothing was changed.",
                    "C132", "Nothing of it was used; nothing was changed.",
                    "C133", "Nothing of it was used; nothing was changed.",
                    "C134", "Nothing was changed. Of newer releases, and of a reason not to run",
                    "U117", "It was thrown away; the site was not touched.");

    @TempDir Path folder;

    private SignedSite site;
    private RepositorySimulator publisher;

    /** 1.0.0 is installed, and the channel was read when it was good. */
    @BeforeEach
    void install() throws Exception {
        site = new SignedSite(folder);
        publisher = site.publisher;
        // As the publisher's own program does.
        publisher.sayLengthsAndHashes();
        site.offer("1.0.0");
        site.publish();
        site.standing("1.0.0");
        read(0);
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** Reads the channel, as a timer does every night: 11 when there is something newer. */
    private void read(int exitCode) {
        assertThat(site.run("check")).as(site.warnings()).isEqualTo(exitCode);
    }

    private void offerTheNext() throws IOException {
        site.offer("1.1.0");
        site.publish();
    }

    /** {@code bipctl upgrade} is refused twice, in both languages, and nothing has changed. */
    private void refuses(int exitCode, String code, String what, String... words)
            throws IOException {
        var tree = site.tree();
        assertThat(upgrade("en", words)).as(site.warnings()).isEqualTo(exitCode);
        saysWith(code, "State: " + STATES.get(code), "Next: ");
        assertThat(site.warnings()).contains(what);
        assertThat(site.tree()).isEqualTo(tree);

        assertThat(upgrade("pl", words)).as(site.warnings()).isEqualTo(exitCode);
        saysWith(code, "Stan: ", "Co dalej: ");
        assertThat(site.tree()).isEqualTo(tree);
        assertThat(site.layout.freeze()).doesNotExist();
        assertThat(site.layout.downloads()).isEmptyDirectory();
    }

    private int upgrade(String language, String... words) {
        var all = new ArrayList<>(List.of("upgrade", "--yes", "--lang", language));
        all.addAll(List.of(words));
        return site.run(all.toArray(String[]::new));
    }

    private void saysWith(String code, String state, String next) {
        assertThat(site.console.warnings())
                .anySatisfy(it -> assertThat(it).startsWith("BIP-" + code + ": "))
                .anySatisfy(it -> assertThat(it).startsWith(state))
                .anySatisfy(it -> assertThat(it).startsWith(next).isNotEqualTo(next));
    }

    /** The same, and nothing that is offered is trusted: not even stored. */
    private void distrusts(int exitCode, String code, String what, String... words)
            throws IOException {
        var trusted = site.trusted();
        refuses(exitCode, code, what, words);
        assertThat(site.trusted()).isEqualTo(trusted);
    }

    /** When the attack is over, the next release can be had. */
    private void recovers() throws IOException {
        offerTheNext();
        wouldUpgrade();
    }

    private void wouldUpgrade() {
        assertThat(site.run("upgrade", "--dry-run")).as(site.warnings()).isZero();
        assertThat(site.results()).contains("1.1.0");
    }

    private Path metadata(Role role) {
        return site.mirror.resolve("metadata").resolve(site.fileName(role));
    }

    // A mirror swaps a file.

    @Test
    void aMirrorThatSwapsTheArchive() throws Exception {
        offerTheNext();
        byte[] bytes = Files.readAllBytes(site.inMirror("1.1.0"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(site.inMirror("1.1.0"), bytes);
        refuses(
                20,
                "C105",
                "bip-server-1.1.0-linux-x64.tar.gz is not the one that the channel promised");
        recovers();
    }

    @Test
    void aMirrorThatSwapsWhatIsSaidOfTheArchive() throws Exception {
        offerTheNext();
        Path targets = metadata(Role.TARGETS);
        String said = Files.readString(targets);
        Files.writeString(targets, said.replace("\"stable\"", "\"stolen\""));
        distrustsFile(Role.TARGETS, " has another sha256 hash than promised: ");
        recovers();
    }

    private void distrustsFile(Role role, String why) throws IOException {
        var targets = trustedTargets();
        refuses(20, "C120", site.fileName(role) + why);
        // A root that takes their key away makes them forgotten, too.
        assertThat(trustedTargets()).isIn(targets, null);
    }

    private @Nullable String trustedTargets() throws IOException {
        return site.trusted().get(Role.TARGETS);
    }

    // Another file for a name or a version.

    @Test
    void anotherSignedReleaseUnderTheNameOfTheNewest() throws Exception {
        site.offer("1.0.1", new TestRelease("1.0.1").file("lib/more", "more"));
        offerTheNext();
        Files.copy(
                site.inMirror("1.0.1"),
                site.inMirror("1.1.0"),
                StandardCopyOption.REPLACE_EXISTING);
        refuses(20, "C104", "has not the size that the channel promised");
        recovers();
    }

    @Test
    void anArchiveThatHoldsAnotherVersionThanItsNameSays() throws Exception {
        site.offer("1.1.0", new TestRelease("1.0.1"));
        site.publish();
        refuses(20, "U117", "holds version 1.0.1, but the channel called it 1.1.0");
        recovers();
    }

    @Test
    void aNameThatIsNotThatOfItsVersion() throws Exception {
        site.offer("1.1.0").put("version", "1.2.0");
        site.publish();
        refuses(20, "C102", "bip-server-1.1.0-linux-x64.tar.gz");
        recovers();
    }

    // Back to an older release that was signed once.

    @Test
    void anOldStateInWhichAWeakReleaseWasTheNewest() throws Exception {
        site.offer("1.0.1");
        site.publish();
        byte[] then = Files.readAllBytes(metadata(Role.TIMESTAMP));
        offerTheNext();
        read(11);
        byte[] now = Files.readAllBytes(metadata(Role.TIMESTAMP));
        Files.write(metadata(Role.TIMESTAMP), then);
        distrusts(
                20,
                "C120",
                "timestamp.json offers version 3 of timestamp.json, older than version 4");
        Files.write(metadata(Role.TIMESTAMP), now);
        wouldUpgrade();
    }

    // Frozen: the mending release is kept from the machine.

    /** The same files for ever: in the letter of the specification a reader need not mind. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void aMirrorThatStandsStill(Role role) throws Exception {
        publisher.expire(role, site.now.plus(DAY));
        publisher.publish(Role.ROOT);
        site.publish();
        read(0);
        site.clock = later(DAY.plusHours(1));
        long version = publisher.version(role);
        distrusts(21, "C121", role.fileName() + ", version " + version + ", was good until ");
        publisher.expire(role, site.now.plus(RepositorySimulator.LIFE));
        publisher.publish(Role.ROOT);
        recovers();
    }

    private static Clock later(Duration time) {
        return Clock.offset(Clock.systemUTC(), time);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SNAPSHOT", "TARGETS"})
    void whatHasExpiredUnderALivingTimestamp(Role role) throws Exception {
        publisher.expire(role, site.now.minus(DAY));
        offerTheNext();
        var targets = trustedTargets();
        refuses(21, "C121", role.fileName() + ", version ");
        assertThat(trustedTargets()).isEqualTo(targets);
        publisher.expire(role, site.now.plus(DAY));
        recovers();
    }

    @Test
    void aMirrorThatHidesTheMetadata() throws Exception {
        Files.delete(metadata(Role.TIMESTAMP));
        distrusts(20, "C120", "timestamp.json is not there");
        // Whoever leaves the signed channel for an unsigned one has to say so.
        Files.writeString(
                site.mirror.resolve("index.json"),
                "{\"format\":\"bip-channel/v1\",\"releases\":[]}");
        distrusts(20, "C120", "timestamp.json is not there");
        recovers();
    }

    // A mix of two states, each of them good.

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SNAPSHOT", "TARGETS"})
    void aMixOfTwoStates(Role role) throws Exception {
        byte[] then = Files.readAllBytes(metadata(role));
        offerTheNext();
        Files.write(metadata(role), then);
        distrustsFile(role, " has ");
        recovers();
    }

    // Data without end.

    @ParameterizedTest
    @EnumSource(Role.class)
    void metadataThatDoNotEnd(Role role) throws Exception {
        publisher.publish(Role.ROOT);
        offerTheNext();
        try (var server = LoopbackRepository.of(site.mirror)) {
            site.address = server.url();
            server.answerForEver("metadata/" + site.fileName(role));
            distrustsFile(role, " is longer than ");
            server.answerHonestly("metadata/" + site.fileName(role));
            recovers();
        }
    }

    @Test
    void anArchiveThatDoesNotEnd() throws Exception {
        offerTheNext();
        try (var server = LoopbackRepository.of(site.mirror)) {
            site.address = server.url();
            server.answerForEver("targets/" + site.inMirror("1.1.0").getFileName());
            refuses(20, "C104", "has not the size that the channel promised");
        }
    }

    @Test
    void anArchiveWithMoreBehindItsEnd() throws Exception {
        offerTheNext();
        Files.write(site.inMirror("1.1.0"), new byte[1 << 20], StandardOpenOption.APPEND);
        refuses(20, "C104", "has not the size that the channel promised");
    }

    // The online key is stolen: timestamp and snapshot are the thief's to sign, targets are not.

    @Test
    void aStolenOnlineKeyAddsNoRelease() throws Exception {
        var ours = Map.copyOf(publisher.signers(Role.TARGETS));
        sign(Role.TARGETS, Signer.create());
        offerTheNext();
        distrustsFile(Role.TARGETS, " has 0 of the 1 signatures that root 1 demands of targets");
        publisher.signers(Role.TARGETS).clear();
        publisher.signers(Role.TARGETS).putAll(ours);
        recovers();
    }

    private void sign(Role role, Signer signer) {
        publisher.signers(role).clear();
        publisher.signers(role).put(signer.keyid(), signer);
    }

    @Test
    void aStolenOnlineKeyBringsNoOldReleasesBack() throws Exception {
        var then = Map.copyOf(publisher.targetsReference());
        offerTheNext();
        read(11);
        publisher.targetsReference().putAll(then);
        publisher.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        site.show();
        distrustsFile(
                Role.SNAPSHOT,
                " offers version 2 of targets.json, older than version 3, which was trusted");
        recovers();
    }

    /** What it can do is stop upgrades, until its key is replaced. */
    @Test
    void aStolenOnlineKeyThatSaysItIsTheYear9999() throws Exception {
        publisher.setVersion(Role.TIMESTAMP, 999_999);
        publisher.expire(Role.TIMESTAMP, Instant.parse("9999-12-31T00:00:00Z"));
        publisher.of(Role.TIMESTAMP).put("bip_signed_at", "9999-01-01T00:00:00Z");
        publisher.publish(Role.TIMESTAMP);
        site.show();
        distrusts(21, "C121", "it is 9999-01-01");

        publisher.rotateKeys(Role.TIMESTAMP);
        publisher.publish(Role.ROOT);
        publisher.startAgain(Role.TIMESTAMP, 1);
        publisher.expire(Role.TIMESTAMP, site.now.plus(DAY));
        publisher.of(Role.TIMESTAMP).remove("bip_signed_at");
        recovers();
    }

    // A release key is stolen.

    /** Without the online key nothing leads to what it signs. */
    @Test
    void aStolenReleaseKeyAloneReachesNobody() throws Exception {
        offerTheNext();
        byte[] honest = Files.readAllBytes(metadata(Role.TARGETS));
        publisher.map(Role.TARGETS, "targets").clear();
        site.offer("6.6.6");
        Files.write(metadata(Role.TARGETS), publisher.signedBytes(Role.TARGETS));
        distrustsFile(Role.TARGETS, " has ");
        Files.write(metadata(Role.TARGETS), honest);
        wouldUpgrade();
    }

    /** With it too, until the next root takes the key away. */
    @Test
    void aStolenReleaseKeyCountsForNothingAfterTheNextRoot() throws Exception {
        Signer stolen = publisher.signers(Role.TARGETS).values().iterator().next();
        publisher.rotateKeys(Role.TARGETS);
        publisher.publish(Role.ROOT);
        Signer ours = publisher.signers(Role.TARGETS).values().iterator().next();
        sign(Role.TARGETS, stolen);
        site.offer("6.6.6");
        site.publish();
        distrustsFile(Role.TARGETS, " has 0 of the 1 signatures that root 2 demands of targets");

        sign(Role.TARGETS, ours);
        publisher.map(Role.TARGETS, "targets").remove("bip-server-6.6.6-linux-x64.tar.gz");
        recovers();
    }

    // Keys of the root are lost: two of three must sign.

    private void threeHolders() throws IOException {
        publisher.addKey(Role.ROOT, Signer.create());
        publisher.addKey(Role.ROOT, Signer.create());
        publisher.threshold(Role.ROOT, 2);
        publisher.publish(Role.ROOT);
        site.publish();
        read(0);
    }

    @Test
    void oneOfThreeRootKeysMayBeLost() throws Exception {
        threeHolders();
        publisher.dropSigner(Role.ROOT);
        publisher.rotateKeys(Role.TARGETS);
        publisher.publish(Role.ROOT);
        recovers();
    }

    /** One key, in whoever's hands, makes no root; and without one all ends when it expires. */
    @Test
    void withTwoOfThreeRootKeysLostItEndsUntilAPersonBringsARoot() throws Exception {
        threeHolders();
        publisher.dropSigner(Role.ROOT);
        publisher.dropSigner(Role.ROOT);
        publisher.publish(Role.ROOT);
        site.show();
        distrustsFile(Role.ROOT, " has 1 of the 2 signatures that root 2 demands of root");
        Files.delete(metadata(Role.ROOT));
        site.clock = later(RepositorySimulator.LIFE.plus(DAY));
        distrusts(21, "C121", "root.json, version 2, was good until");

        try (var anew = new SignedSite(Files.createDirectory(folder.resolve("anew")))) {
            assertThat(site.run("trust", "pin-root", anew.root.toString(), "--yes")).isZero();
            anew.offer("1.0.0");
            anew.offer("1.1.0");
            anew.publish();
            site.address = anew.address;
            site.clock = Clock.systemUTC();
            wouldUpgrade();
        }
    }

    // The clock of the machine is wrong.

    /** By that clock alone, targets that ended yesterday would be good for a year. */
    @Test
    void aClockAYearBack() throws Exception {
        publisher.of(Role.TIMESTAMP).put("bip_signed_at", site.now.toString());
        publisher.expire(Role.TARGETS, site.now.minus(DAY));
        offerTheNext();
        site.clock = later(DAY.multipliedBy(-365));
        refuses(21, "C121", "targets.json, version 3, was good until");
        site.clock = Clock.systemUTC();
        publisher.expire(Role.TARGETS, site.now.plus(DAY));
        recovers();
    }

    @Test
    void aClockTenYearsAhead() throws Exception {
        offerTheNext();
        site.clock = later(DAY.multipliedBy(3650));
        distrusts(21, "C121", "root.json, version 1, was good until");
        site.clock = Clock.systemUTC();
        wouldUpgrade();
    }

    // Carried in a file, where no channel can be reached.

    private Path carried(String version) throws IOException {
        Path bundle = site.bundle(version);
        site.unplug();
        return bundle;
    }

    @Test
    void aBundleWithASwappedArchive() throws Exception {
        offerTheNext();
        byte[] bytes = Files.readAllBytes(site.bundle("1.1.0"));
        Path bundle = carried("1.1.0");
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last - 9] ^= 1;
        Files.write(bundle, bytes);
        refuses(20, "C105", "its SHA-512 differs", bundle.toString());
    }

    @Test
    void aBundleThatNobodySigned() throws Exception {
        sign(Role.TARGETS, Signer.create());
        offerTheNext();
        Path bundle = carried("1.1.0");
        var targets = trustedTargets();
        refuses(
                20,
                "C120",
                "3.targets.json has 0 of the 1 signatures that root 1 demands of targets",
                bundle.toString());
        assertThat(trustedTargets()).isEqualTo(targets);
    }

    @Test
    void aBundleWithAnotherReleaseThanItsStatementsList() throws Exception {
        offerTheNext();
        publisher.map(Role.TARGETS, "targets").remove("bip-server-1.1.0-linux-x64.tar.gz");
        site.publish();
        refuses(20, "C132", "they do not list these bytes", carried("1.1.0").toString());
    }

    @Test
    void anOlderBundleOfAReleaseThatWasRevokedSince() throws Exception {
        offerTheNext();
        Path bundle = Files.copy(site.bundle("1.1.0"), folder.resolve("older"));
        site.revoke("1.1.0");
        site.publish();
        read(0);
        site.unplug();
        distrusts(20, "C133", "1.1.0", bundle.toString());
    }

    @Test
    void aBundleOfWhatExpiredLongAgo() throws Exception {
        offerTheNext();
        Path bundle = carried("1.1.0");
        site.clock = later(RepositorySimulator.LIFE.plusDays(91));
        distrusts(21, "C134", "was good until", bundle.toString());
    }

    @Test
    void aBundleThatIsCutOrDoesNotEnd() throws Exception {
        offerTheNext();
        byte[] bytes = Files.readAllBytes(site.bundle("1.1.0"));
        Path bundle = carried("1.1.0");
        Files.write(bundle, Arrays.copyOf(bytes, bytes.length / 2));
        distrusts(20, "C131", "bundle", bundle.toString());
        Files.write(bundle, bytes);
        Files.write(bundle, new byte[1 << 20], StandardOpenOption.APPEND);
        distrusts(20, "C131", "bundle", bundle.toString());
    }

    // The publisher is silent.

    /** A person who knows why may take what was signed; nobody else. */
    @Test
    void aPublisherWhoIsSilent() throws Exception {
        publisher.expire(Role.TIMESTAMP, site.now.plus(DAY));
        offerTheNext();
        read(11);
        site.clock = later(DAY.multipliedBy(2));
        distrusts(21, "C121", "timestamp.json, version 3, was good until");
        assertThat(site.run("upgrade", "--accept-stale", "--no-input")).isEqualTo(2);
        assertThat(site.run("upgrade", "--accept-stale", "--dry-run")).as(site.warnings()).isZero();
        assertThat(site.results()).contains("1.1.0");
        assertThat(site.warnings()).contains("WARNING", "timestamp.json");
    }
}
