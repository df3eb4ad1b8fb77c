package bip.ctl.testing;

import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.BackupSource;
import bip.ctl.backup.Made;
import bip.ctl.backup.Recipient;
import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Something to back up: an unpacked release, a database of SQLite, attachments and settings. */
public final class TestBulletin {

    /** Spread over a database of some four hundred pages. */
    private static final int ROWS = 400;

    private final Layout layout;
    private final MovedClock clock = new MovedClock();
    private final Map<String, Path> settings = new LinkedHashMap<>();
    private InstalledRelease release;

    public TestBulletin(Path folder) throws IOException, SQLException {
        layout = new Layout(folder.resolve("root"));
        InstallationFolders.ensure(layout);
        release = unpack("1.0.0");
        // Its contents do not repeat, as a bulletin's do not.
        var random = new Random(1);
        run("CREATE TABLE page (id INTEGER PRIMARY KEY, text BLOB)");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var insert = connection.prepareStatement("INSERT INTO page (text) VALUES (?)")) {
            connection.setAutoCommit(false);
            byte[] text = new byte[3000];
            for (int i = 0; i < ROWS; i++) {
                random.nextBytes(text);
                insert.setBytes(1, text);
                insert.executeUpdate();
            }
            connection.commit();
        }
        attach("a statute");
        attach("a resolution");
        set("etc/bip/bip.env", "BIP_LISTEN=127.0.0.1:8080\n");
    }

    public Layout layout() {
        return layout;
    }

    public InstalledRelease release() {
        return release;
    }

    /** Another release takes the place of this one. */
    public InstalledRelease unpack(String version) throws IOException {
        Path archives = Files.createDirectories(layout.downloads());
        release =
                new ReleaseStore(layout)
                        .unpack(new TestRelease(version).writeTo(archives), _ -> {});
        return release;
    }

    public Path database() {
        return layout.serverState().resolve("bip.db");
    }

    public void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public Path attachments() {
        return layout.serverState().resolve("attachments");
    }

    /** Stores an attachment as the server does; returns its hash. */
    public String attach(String content) throws IOException {
        String hash = TestRelease.sha256(content.getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(attachment(hash).resolveSibling(""));
        Files.writeString(attachment(hash), content);
        return hash;
    }

    public Path attachment(String hash) {
        return attachments().resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** Writes a file of settings that goes into the backup. */
    public void set(String name, String content) throws IOException {
        Path file = layout.named(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        settings.put(name, file);
    }

    public BackupSource source() {
        return new BackupSource(
                release,
                database(),
                1,
                Map.of("page", (long) ROWS),
                attachments(),
                settings,
                List.of(new SeenPage("/", 200, "Biuletyn")));
    }

    /** Backs it up an hour after the time before. */
    public Made backUp(BackupRepository repository) throws IOException, InterruptedException {
        return backUp(repository, Recipient.NOBODY);
    }

    public Made backUp(BackupRepository repository, Recipient recipient)
            throws IOException, InterruptedException {
        clock.move(Duration.ofHours(1));
        return repository.create(BackupReason.DAILY, source(), recipient, clock(), _ -> {});
    }

    public Clock clock() {
        return Clock.fixed(clock.instant(), ZoneOffset.UTC);
    }
}
