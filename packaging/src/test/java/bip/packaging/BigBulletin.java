package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The bulletin of an office that has published for twenty years, the same for each run: rows put
 * straight into an empty database that a release's own {@code migrate} made, and files by their
 * content's hash as the store keeps them. About 2 GB with {@link #PAGES} pages, in some minutes.
 *
 * <p>By itself: {@code java … bip.packaging.BigBulletin DIR [PAGES]} makes {@code DIR/bip.db} and
 * {@code DIR/attachments}.
 */
public final class BigBulletin {

    static final int PAGES = 100_000;

    private static final String PAGE =
            "INSERT INTO page (id, slug, state, in_menu, menu_position, created_at, created_by,"
                    + " withdrawn_at, withdrawn_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REVISION =
            "INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at,"
                    + " saved_by) VALUES (?, ?, ?, ?, ?, ?, ?)";

    /** Where the pages stand, and stood. */
    private static final List<String> STANDINGS =
            List.of(
                    "UPDATE page SET section_id = (SELECT s.id FROM (SELECT id, row_number() OVER"
                            + " (ORDER BY id) - 1 AS place FROM section) s WHERE s.place = page.id"
                            + " % (SELECT count(*) FROM section))",
                    "INSERT INTO page_address SELECT slug, id, created_at FROM page",
                    "INSERT INTO page_standing SELECT id, 1, created_at, slug, section_id,"
                            + " 'published', NULL FROM page",
                    "INSERT INTO page_standing SELECT id, 2, withdrawn_at, slug, section_id,"
                            + " 'withdrawn', withdrawn_reason FROM page WHERE state = 'withdrawn'");

    private static final String CHANGE =
            "INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id)"
                    + " VALUES (?, ?, ?, ?, ?)";
    private static final String ATTACHMENT =
            "INSERT INTO attachment (page_id, file_name, sha256, size_bytes, media_type, title,"
                    + " created_at) VALUES (?, ?, ?, ?, 'application/pdf', ?, ?)";

    private static final long SEED = 20_260_301;
    private static final int PAGES_PER_ATTACHMENT = 5;
    private static final int PAGES_PER_COMMIT = 5_000;
    private static final int ACCOUNTS = 12;
    private static final int LABELS = 60;
    private static final int IN_MENU = 10;
    private static final int TEXT = 2_800;
    private static final int FILE = 32_000;
    private static final Instant FIRST = Instant.parse("2005-07-01T07:00:00Z");
    private static final Duration ALL_YEARS = Duration.ofDays(20 * 365);
    private static final DateTimeFormatter STORED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final int pages;
    private final Path attachments;
    private final Random random = new Random(SEED);
    private final PolishProse prose = new PolishProse(random);

    private BigBulletin(int pages, Path attachments) {
        this.pages = pages;
        this.attachments = attachments;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int pages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PAGES;
        Path database = folder.resolve("bip.db");
        Path release = Files.createTempDirectory("bip-big");
        try {
            var opened = OpenedRelease.open(Checkout.archive("1.0.0"), release);
            String program = opened.tree().resolve("bin/bip-server").toString();
            Programs.run(List.of(program, "migrate", "--database", database.toString()), release);
        } finally {
            Trees.delete(release);
        }
        fill(database, folder.resolve("attachments"), pages);
    }

    /**
     * Fills an empty database and a store of attachments.
     *
     * @param database as a release's {@code migrate} makes it; nobody else has it open
     * @throws SQLException if it is not empty, or of another schema than this writes
     */
    static void fill(Path database, Path attachments, int pages) throws SQLException, IOException {
        new BigBulletin(pages, attachments).fill(database);
    }

    static String address(int page) {
        return "/strona/" + slug(page);
    }

    private static String slug(int page) {
        return "sprawa-" + page;
    }

    static String login(long account) {
        return "redakcja-" + account;
    }

    /** As the database keeps an instant. */
    static String stored(Instant at) {
        return STORED.format(at);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void fill(Path database) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            try (Statement statement = connection.createStatement()) {
                // Nobody needs it if the power goes now.
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("PRAGMA foreign_keys = ON");
                connection.setAutoCommit(false);
                office(statement);
            }
            addPages(connection);
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                for (String standing : STANDINGS) {
                    statement.execute(standing);
                }
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
    }

    private void office(Statement statement) throws SQLException {
        String began = stored(FIRST);
        statement.execute(
                "INSERT INTO public_body VALUES (1, 'Urząd Gminy Wielkie Pole', 'UG Wielkie Pole',"
                        + " 'ul. Długa 1', '00-950', 'Wielkie Pole', NULL, NULL, NULL)");
        for (int account = 1; account <= ACCOUNTS; account++) {
            // No password fits it: nobody signs in by these.
            statement.execute(
                    "INSERT INTO account VALUES (%d, '%s', NULL, '', 0, 0, '%s')"
                            .formatted(account, login(account), began));
        }
        for (int label = 1; label <= LABELS; label++) {
            statement.execute(
                    "INSERT INTO label VALUES (%d, 'dzial-%d', 'Dział %d: %s', NULL)"
                            .formatted(label, label, label, prose.place()));
        }
    }

    private void addPages(Connection connection) throws SQLException, IOException {
        try (var page = connection.prepareStatement(PAGE);
                var revision = connection.prepareStatement(REVISION);
                var label = connection.prepareStatement("INSERT INTO page_label VALUES (?, ?)");
                var change = connection.prepareStatement(CHANGE);
                var attachment = connection.prepareStatement(ATTACHMENT);
                var audit = connection.prepareStatement(AuditChain.INSERT)) {
            var statements = List.of(page, revision, label, change, attachment, audit);
            var chain = new AuditChain(audit);
            for (int id = 1; id <= pages; id++) {
                Instant made = made(id);
                addPage(page, id, made);
                addRevisions(revision, change, chain, id, made);
                addLabels(label, id);
                if (id % PAGES_PER_ATTACHMENT == 0) {
                    addAttachment(attachment, id, made);
                }
                if (id % PAGES_PER_COMMIT == 0 || id == pages) {
                    for (PreparedStatement statement : statements) {
                        statement.executeBatch();
                    }
                    connection.commit();
                }
            }
        }
    }

    private Instant made(int id) {
        return FIRST.plusSeconds(ALL_YEARS.toSeconds() * id / (pages + 1L));
    }

    private void addPage(PreparedStatement insert, int id, Instant made) throws SQLException {
        boolean withdrawn = id > IN_MENU && random.nextInt(33) == 0;
        boolean inMenu = id <= IN_MENU;
        insert.setInt(1, id);
        insert.setString(2, slug(id));
        insert.setString(3, withdrawn ? "withdrawn" : "published");
        insert.setInt(4, inMenu ? 1 : 0);
        insert.setObject(5, inMenu ? id : null);
        insert.setString(6, stored(made));
        insert.setLong(7, account());
        insert.setString(8, withdrawn ? stored(made.plus(Duration.ofDays(90))) : null);
        insert.setString(9, withdrawn ? "Utrata mocy: " + prose.reference() : null);
        insert.addBatch();
    }

    private void addRevisions(
            PreparedStatement revision,
            PreparedStatement change,
            AuditChain chain,
            int id,
            Instant made)
            throws SQLException {
        String title = prose.title();
        int count = 1 + Math.min(random.nextInt(4), random.nextInt(6));
        for (int number = 1; number <= count; number++) {
            Instant at = made.plus(Duration.ofHours(number * 50L));
            long account = account();
            String reason = number == 1 ? "Publikacja" : "Zmiana treści: " + prose.reference();
            revision.setInt(1, id);
            revision.setInt(2, number);
            revision.setString(3, title);
            revision.setString(4, number == 1 ? null : prose.sentence());
            revision.setString(5, prose.text(TEXT));
            revision.setString(6, stored(at));
            revision.setLong(7, account);
            revision.addBatch();
            change.setInt(1, id);
            change.setString(2, stored(at));
            change.setString(3, number == 1 ? "created" : "changed");
            change.setString(4, reason);
            change.setLong(5, account);
            change.addBatch();
            chain.pageChanged(at, account, "page/" + id + "/" + number, reason);
        }
    }

    private void addLabels(PreparedStatement insert, int id) throws SQLException {
        int first = random.nextInt(LABELS);
        for (int more = random.nextInt(3); more >= 0; more--) {
            insert.setInt(1, id);
            insert.setInt(2, 1 + (first + more * 7) % LABELS);
            insert.addBatch();
        }
    }

    private void addAttachment(PreparedStatement insert, int id, Instant made)
            throws SQLException, IOException {
        byte[] content = new byte[prose.length(FILE)];
        random.nextBytes(content);
        String sha256 = sha256(content);
        Path shelf = Files.createDirectories(attachments.resolve(sha256.substring(0, 2)));
        Files.write(shelf.resolve(sha256), content);
        insert.setInt(1, id);
        insert.setString(2, "zalacznik-" + id + ".pdf");
        insert.setString(3, sha256);
        insert.setInt(4, content.length);
        insert.setString(5, "Załącznik: " + prose.title());
        insert.setString(6, stored(made));
        insert.addBatch();
    }

    private long account() {
        return 1L + random.nextInt(ACCOUNTS);
    }
}
