package bip.server.inspection;

import bip.server.attachment.AttachmentStore;
import bip.server.database.StillDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the bulletin's attachments with the files in a folder. */
final class AttachmentLook {
    private static final int AT_ONCE = 1000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final StillDatabase database;
    private final AttachmentStore store;
    private final boolean isHashed;
    private final Findings findings;

    private long rows;
    private long files;
    private long bytes;
    private FileFacts facts = FileFacts.NONE;

    /**
     * Looks nowhere yet.
     *
     * @param isHashed whether each file is read and its content compared, too
     */
    AttachmentLook(
            StillDatabase database, AttachmentStore store, boolean isHashed, Findings findings) {
        this.database = database;
        this.store = store;
        this.isHashed = isHashed;
        this.findings = findings;
    }

    /** Looks at each file once, and tells of each attachment that is not as it should be. */
    Tally check() {
        long lost =
                findings.look(
                                "attachment",
                                () ->
                                        database.read(
                                                AttachmentRowMapper.class,
                                                AttachmentRowMapper::countLost))
                        .orElse(0L);
        var some = listAfter("", 0);
        while (!some.isEmpty()) {
            some.forEach(this::check);
            some = listAfter(some.getLast().sha256(), some.getLast().id());
        }
        return new Tally(rows + lost, files, bytes, lost, isHashed);
    }

    /** None after the last, and where the table is damaged. */
    private List<AttachmentRowMapper.Row> listAfter(String sha256, long id) {
        return findings.look(
                        "attachment",
                        () ->
                                database.read(
                                        AttachmentRowMapper.class,
                                        it -> it.listAfter(sha256, id, AT_ONCE)))
                .orElse(List.of());
    }

    private void check(AttachmentRowMapper.Row row) {
        rows++;
        if (!row.sha256().equals(facts.named())) {
            facts = look(row.sha256());
            files++;
            bytes += facts.bytes();
        }
        Optional<FindingKind> trouble = facts.trouble();
        if (trouble.isPresent()) {
            add(trouble.get(), row, facts.detail());
        } else if (facts.bytes() != row.sizeBytes()) {
            add(
                    FindingKind.ATTACHMENT_SIZE,
                    row,
                    facts.bytes() + " bytes instead of " + row.sizeBytes());
        }
    }

    private void add(FindingKind kind, AttachmentRowMapper.Row row, String detail) {
        findings.add(new Finding(kind, row.fileName(), detail, row.sha256(), row.page()));
    }

    private FileFacts look(String sha256) {
        if (!SHA_256.matcher(sha256).matches()) {
            return FileFacts.trouble(sha256, FindingKind.ATTACHMENT_HASH, "not a SHA-256");
        }
        Optional<Path> file = store.find(sha256);
        if (file.isEmpty()) {
            return FileFacts.trouble(
                    sha256, FindingKind.ATTACHMENT_MISSING, "there is no such file");
        }
        try {
            return read(sha256, file.get());
        } catch (IOException e) {
            return FileFacts.trouble(sha256, FindingKind.ATTACHMENT_UNREADABLE, e.toString());
        }
    }

    private FileFacts read(String sha256, Path file) throws IOException {
        long size = Files.size(file);
        String content = isHashed ? store.describe(file).sha256() : sha256;
        return content.equals(sha256)
                ? new FileFacts(sha256, size, null, "")
                : new FileFacts(
                        sha256,
                        size,
                        FindingKind.ATTACHMENT_CONTENT,
                        "other content, its SHA-256 is " + content);
    }

    /**
     * What is in the bulletin.
     *
     * @param rows attachments of all pages
     * @param files different contents among them
     * @param bytes of the files that are there
     * @param lost attachments whose file was lost before it came to this bulletin
     * @param hashed the content of each file was read
     */
    record Tally(long rows, long files, long bytes, long lost, boolean hashed) {}

    /** What is known of the file with the content {@code named}. */
    private record FileFacts(String named, long bytes, @Nullable FindingKind kind, String detail) {
        static final FileFacts NONE = new FileFacts("", 0, null, "");

        static FileFacts trouble(String named, FindingKind kind, String detail) {
            return new FileFacts(named, 0, kind, detail);
        }

        Optional<FindingKind> trouble() {
            return Optional.ofNullable(kind);
        }
    }
}
