package bip.server.legacyimport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a biuletyn-bip installation holds, as read.
 *
 * @param site absent when the installation has no {@code conf/site.json}
 */
record LegacyBulletin(
        List<User> users,
        List<Page> pages,
        List<Attachment> attachments,
        List<Label> labels,
        List<PageLabel> pageLabels,
        List<Change> changes,
        @Nullable LegacySite site) {

    LegacyBulletin {
        users = List.copyOf(users);
        pages = List.copyOf(pages);
        attachments = List.copyOf(attachments);
        labels = List.copyOf(labels);
        pageLabels = List.copyOf(pageLabels);
        changes = List.copyOf(changes);
    }

    Optional<LegacySite> findSite() {
        return Optional.ofNullable(site);
    }

    /** A row of the source, known again by its key and, if unchanged, by its digest. */
    sealed interface Row {
        long pk();

        Kind kind();

        /** SHA-256 of all that the row says, 64 hex digits. */
        default String digest() {
            // Records print every component; strings are not escaped, but two different rows of one
            // key would have to be made on purpose to print alike.
            return sha256(toString());
        }
    }

    record User(
            long pk,
            String name,
            @Nullable String email,
            String passwordHash,
            boolean active,
            boolean admin,
            Instant created)
            implements Row {
        @Override
        public Kind kind() {
            return Kind.USER;
        }
    }

    record Page(
            long pk,
            String title,
            String slug,
            String text,
            @Nullable String description,
            boolean active,
            boolean main,
            @Nullable Integer order,
            long createdBy,
            long updatedBy,
            Instant created,
            Instant updated)
            implements Row {
        @Override
        public Kind kind() {
            return Kind.PAGE;
        }
    }

    record Attachment(
            long pk,
            long page,
            String fileName,
            String fileType,
            long fileSize,
            Instant created,
            String title,
            @Nullable String description)
            implements Row {
        @Override
        public Kind kind() {
            return Kind.ATTACHMENT;
        }
    }

    record Label(long pk, String name, String slug, @Nullable String description) implements Row {
        @Override
        public Kind kind() {
            return Kind.LABEL;
        }
    }

    record PageLabel(long pk, long page, long label) implements Row {
        @Override
        public Kind kind() {
            return Kind.PAGE_LABEL;
        }
    }

    /**
     * An entry of the register of changes.
     *
     * @param created whether it tells of the page's making; of a change otherwise
     */
    record Change(long pk, long page, Instant at, boolean created, String reason, long user)
            implements Row {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }
    }

    static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
