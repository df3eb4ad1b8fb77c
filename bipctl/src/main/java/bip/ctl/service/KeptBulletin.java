package bip.ctl.service;

import java.util.List;

/** What single things a release finds in a copy of a bulletin that nobody works on. */
public interface KeptBulletin {

    /**
     * A page, with one of its texts.
     *
     * @param state {@code published}, {@code withdrawn}, or another of a newer release
     * @param withdrawnReason empty when it is not withdrawn
     * @param title of the newest revision; empty when none is kept
     * @param revision number of the one whose text this is; 0 when none is kept
     * @param summary of that revision; may be empty
     * @param markdown of that revision
     * @param revisions the oldest first
     */
    record Page(
            String slug,
            String state,
            String withdrawnReason,
            String title,
            int revision,
            String summary,
            String markdown,
            List<Revision> revisions,
            List<Attachment> attachments) {
        public Page {
            revisions = List.copyOf(revisions);
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * A saved text, without the text.
     *
     * @param savedAt RFC 3339, UTC, as the database has it
     * @param savedBy login; empty when that account is not there
     */
    record Revision(int number, String savedAt, String savedBy, String title) {}

    /**
     * A file on a page.
     *
     * @param sha256 of its content; empty when it was lost before it came to this bulletin
     * @param page where it is; with an empty slug when that page is not there
     */
    record Attachment(
            String fileName,
            String sha256,
            long sizeBytes,
            String mediaType,
            String title,
            Title page) {}

    /** A page in a list. */
    record Title(String slug, String title) {}

    /**
     * Pages that contain what was asked for.
     *
     * @param hasMore there are others
     */
    record Pages(List<Title> pages, boolean hasMore) {
        public Pages {
            pages = List.copyOf(pages);
        }
    }
}
