package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.backup.BackupRecord.Secrets;
import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerFolder;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a bulletin goes into a backup, and what does not. */
class BackupContentsTest {

    @TempDir Path folder;

    private Repositories site;
    private KeyPair pair;
    private final Map<String, Path> settings = new LinkedHashMap<>();

    @BeforeEach
    void make() throws Exception {
        site = new Repositories(folder);
        pair = new X25519KeyPairGenerator().generateKeyPair();
    }

    private String publicKey() {
        return new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII);
    }

    private void set(String name, String content) throws Exception {
        Path file = folder.resolve("settings").resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        settings.put(name, file);
    }

    private Made make(InstalledRelease release, Recipient recipient) throws Exception {
        return site.repository()
                .create(
                        BackupReason.MANUAL,
                        source(release),
                        recipient,
                        Clock.fixed(Instant.parse("2026-03-01T02:30:00Z"), ZoneOffset.UTC),
                        _ -> {});
    }

    private BackupSource source(InstalledRelease release) {
        return new BackupSource(
                release, site.database, 2, Map.of(), site.attachments, settings, List.of());
    }

    private String setting(String name) throws Exception {
        return new String(
                site.repository().reader("newest").configuration().get(name),
                StandardCharsets.UTF_8);
    }

    /** Reads with the private half of the key, as the program age does. */
    private Map<String, String> open(byte[] encrypted) throws Exception {
        var key =
                X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                        new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII));
        byte[] tar;
        try (var channel =
                        new StandardDecryptingChannelFactory()
                                .newDecryptingChannel(
                                        Channels.newChannel(new ByteArrayInputStream(encrypted)),
                                        List.of(key));
                var in = Channels.newInputStream(channel)) {
            tar = in.readAllBytes();
        }
        var opened = new LinkedHashMap<String, String>();
        SettingsArchive.unpack(tar, folder)
                .forEach((name, bytes) ->
                        opened.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return opened;
    }

    @Test
    void secretsAreForTheRecoveryKeyAlone() throws Exception {
        set("etc/bip/bip.env", "A=1\nSENTRY_DSN=\"https://first@host/1\"\nB=2\n");
        set("etc/bip/credentials/smtp", "hunter2");
        set("etc/bip/policy.txt", "plain");
        set("etc/systemd/system/bip.service.d/memory.conf", "[Service]\nMemoryMax=300M\n");
        set(
                "etc/systemd/system/bip.service.d/mail.conf",
                "[Service]\nEnvironment=X=1 \"SMTP_PASSWORD=third secret\"\n");
        Made made = make(site.release, Recipient.parse(" " + publicKey() + "\n"));
        assertThat(made.record().secrets()).isEqualTo(Secrets.ENCRYPTED);
        BackupReader reader = site.repository().reader("newest");
        assertThat(reader.configuration())
                .containsOnlyKeys(
                        "etc/bip/bip.env",
                        "etc/bip/policy.txt",
                        "etc/systemd/system/bip.service.d/memory.conf");
        assertThat(setting("etc/bip/bip.env")).isEqualTo("A=1\n# SENTRY_DSN=\nB=2\n");
        assertThat(open(reader.secrets()))
                .containsOnly(
                        Map.entry("etc/bip/bip.env.secrets", "SENTRY_DSN=https://first@host/1\n"),
                        Map.entry("etc/bip/credentials/smtp", "hunter2"),
                        Map.entry(
                                "etc/systemd/system/bip.service.d/mail.conf",
                                "[Service]\nEnvironment=X=1 \"SMTP_PASSWORD=third secret\"\n"));
        assertNowhere("first@host", "hunter2", "third secret");
        assertThat(site.verify()).isEmpty();
    }

    private void assertNowhere(String... secrets) throws Exception {
        for (Path file : site.files()) {
            assertThat(
                            new String(
                                    Files.readAllBytes(site.repositoryFolder().resolve(file)),
                                    StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(secrets);
        }
    }

    @Test
    void secretsThatNobodyCouldOpenAreLeftOut() throws Exception {
        set("etc/bip/credentials/smtp", "hunter2");
        set("etc/bip/bip.env", "A=1\nBIP_TOKEN=hunter2\n");
        Made made = make(site.release, Recipient.NOBODY);
        assertThat(made.record().secrets()).isEqualTo(Secrets.LEFT_OUT);
        assertThat(site.repository().reader("newest").secrets()).isEmpty();
        assertNowhere("hunter2");
    }

    @Test
    void withoutSecretsThereIsNothingToOpen() throws Exception {
        set("etc/bip/bip.env", "A=1\nSENTRY_DSN=\n");
        Made made = make(site.release, Recipient.parse(publicKey()));
        assertThat(made.record().secrets()).isEqualTo(Secrets.NONE);
        assertThat(site.repository().reader("newest").secrets()).isEmpty();
        assertThat(setting("etc/bip/bip.env")).isEqualTo("A=1\nSENTRY_DSN=\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age1",
                "age1nonsense",
                "ssh-ed25519 AAAAC3Nza",
                "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q",
                "AGE-SECRET-KEY-1GFPYYSJZ",
                "zażółć"
            })
    void whatIsNoPublicKeyIsRefused(String text) {
        Failing.with(ErrorCode.B104, () -> Recipient.parse(text));
    }

    @Test
    void aDatabaseOfSqliteComesBackAsItWas() throws Exception {
        Files.delete(site.database);
        sqlite("CREATE TABLE page (id INTEGER PRIMARY KEY, text BLOB)");
        sqlite(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800) "
                        + "INSERT INTO page (text) SELECT randomblob(2000) FROM n");
        make(site.release, Recipient.NOBODY);
        long pieces = Files.size(site.database) / BackupWriter.PIECE_BYTES;
        assertThat(pieces).isGreaterThan(20);
        sqlite("UPDATE page SET text = 'other' WHERE id IN (7, 300)");
        Made second = make(site.release, Recipient.NOBODY);
        // Where the two rows are, and the first, which counts changes.
        assertThat(second.bytesWritten())
                .isBetween((long) BackupWriter.PIECE_BYTES, 3L * BackupWriter.PIECE_BYTES);
        Path state = site.layout.serverState();
        try (var target = ServerFolder.open(site.layout, state)) {
            site.repository().reader("newest").database(target, "bip.db");
        }
        assertThat(state.resolve("bip.db")).hasSameBinaryContentAs(site.database);
        assertThat(site.verify()).isEmpty();
    }

    private void sqlite(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void anEmptyDatabaseComesBackEmpty() throws Exception {
        Files.write(site.database, new byte[0]);
        make(site.release, Recipient.NOBODY);
        Path state = site.layout.serverState();
        try (var target = ServerFolder.open(site.layout, state)) {
            site.repository().reader("newest").database(target, "bip.db");
        }
        assertThat(state.resolve("bip.db")).isEmptyFile();
        assertThat(site.verify()).isEmpty();
    }

    @Test
    void aReleaseIsPackedOnceAndUnpacksElsewhere() throws Exception {
        make(site.release, Recipient.NOBODY);
        make(site.release, Recipient.NOBODY);
        var store = new ReleaseStore(site.layout);
        InstalledRelease other = store.unpack(new TestRelease("1.1.0").writeTo(folder), _ -> {});
        make(other, Recipient.NOBODY);
        make(other, Recipient.NOBODY);
        Set<String> archives = new HashSet<>();
        for (BackupRecord it : site.repository().list()) {
            archives.add(
                    Files.readString(
                            site.repositoryFolder()
                                    .resolve("backups/" + it.id() + "/release.sha256")));
        }
        assertThat(archives).hasSize(2);

        var elsewhere = new Layout(folder.resolve("elsewhere"));
        InstallationFolders.ensure(elsewhere);
        Path archive = folder.resolve("put-back.tar.gz");
        site.repository().reader("newest").release(archive);
        InstalledRelease unpacked = new ReleaseStore(elsewhere).unpack(archive, _ -> {});
        new ReleaseStore(elsewhere).verify(unpacked);
        assertThat(unpacked.manifest()).isEqualTo(other.manifest());
    }

    @Test
    void aChangedReleaseIsLeftOutAndAllElseIsKept() throws Exception {
        Path jar = site.release.folder().resolve("lib/bip-server.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(jar, "code of 6.6.6");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
        Made made = make(site.release, Recipient.NOBODY);
        assertThat(made.record().releaseBytes()).isZero();
        assertThat(site.repository().verify(null, _ -> {})).isEmpty();
        var reader = site.repository().reader(made.id());
        Failing.with(ErrorCode.B121, () -> reader.release(folder.resolve("none.tar.gz")));
    }

    @Test
    void linksAndForeignFilesAreNoAttachments() throws Exception {
        Path shelf = Files.createDirectories(site.attachments.resolve("ab"));
        Files.writeString(shelf.resolve("f".repeat(64) + ".part"), "half");
        Files.writeString(shelf.resolve("notes.txt"), "foreign");
        Files.writeString(folder.resolve("outside"), "shadow");
        String shadow = Hashes.of("shadow".getBytes(StandardCharsets.UTF_8));
        Files.createSymbolicLink(shelf.resolve(shadow), folder.resolve("outside"));
        Made made = make(site.release, Recipient.NOBODY);
        assertThat(made.record().attachments()).isEqualTo(2);
        assertThat(made.record().damaged()).isEmpty();
        assertNowhere("shadow");
    }

    /** The older backups have it. */
    @Test
    void anAttachmentThatRotsLaterStaysInTheBackup() throws Exception {
        make(site.release, Recipient.NOBODY);
        String hash = Hashes.of("a letter".getBytes(StandardCharsets.UTF_8));
        Files.writeString(site.attachments.resolve(hash.substring(0, 2) + "/" + hash), "rotten");
        Made made = make(site.release, Recipient.NOBODY);
        assertThat(made.record().damaged()).isEmpty();
        assertThat(made.record().attachmentBytes()).isEqualTo("a letteranother letter".length());
        Path copy = folder.resolve("copy");
        site.repository().reader("newest").attachment(hash, copy);
        assertThat(copy).hasContent("a letter");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        make(site.release, Recipient.NOBODY);
        try (var walk = Files.walk(site.repositoryFolder())) {
            for (Path it : walk.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                        .as(it.toString())
                        .isEqualTo(Files.isDirectory(it) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void twoBackupsOfOneSecondHaveTwoNames() throws Exception {
        make(site.release, Recipient.NOBODY);
        make(site.release, Recipient.NOBODY);
        assertThat(site.repository().list())
                .extracting(BackupRecord::id)
                .containsExactly("20260301T023001Z-manual", "20260301T023000Z-manual");
        // Whatever each was made for.
        assertThat(site.make(BackupReason.DAILY).id()).isEqualTo("20260302T023000Z-daily");
        site.repository()
                .create(
                        BackupReason.UPGRADE,
                        source(site.release),
                        Recipient.NOBODY,
                        Clock.fixed(Instant.parse("2026-03-02T02:30:00Z"), ZoneOffset.UTC),
                        _ -> {});
        assertThat(site.repository().get("newest").id()).isEqualTo("20260302T023001Z-upgrade");
    }

    @Test
    void aRepositoryIsMadeWhereAFileSystemIsMounted() throws Exception {
        Path mounted = folder.resolve("mounted");
        Files.createDirectories(mounted.resolve("lost+found"));
        assertThat(BackupRepository.openOrMake(mounted).list()).isEmpty();
        Path mark = mounted.resolve("repository.json");
        Files.writeString(mark, Files.readString(mark).replace("/v1", "/v2"));
        Failing.with(ErrorCode.B102, () -> BackupRepository.openOrMake(mounted));
    }
}
