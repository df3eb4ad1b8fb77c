package bip.server.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code lookup} prints, by kind. */
sealed interface Found {
    String FORMAT = "bip-lookup/v1";

    String format();

    String kind();

    /**
     * A page with one of its texts.
     *
     * @param title of the newest revision; null when none is kept
     * @param revision number of the one whose text this is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            String format,
            String kind,
            String slug,
            String state,
            @Nullable String withdrawnReason,
            @Nullable String title,
            @Nullable Integer revision,
            @Nullable String summary,
            @Nullable String markdown,
            List<LookupMapper.Revision> revisions,
            List<File> attachments)
            implements Found {}

    record Attachments(String format, String kind, List<File> attachments) implements Found {
        Attachments(List<File> attachments) {
            this(FORMAT, "attachments", attachments);
        }
    }

    /**
     * Pages that contain what was asked for.
     *
     * @param more there are others
     */
    record Pages(String format, String kind, List<Title> pages, boolean more) implements Found {
        Pages(List<Title> pages, boolean more) {
            this(FORMAT, "pages", pages, more);
        }
    }

    /** There is none. */
    record Nothing(String format, String kind) implements Found {
        Nothing() {
            this(FORMAT, "nothing");
        }
    }

    record Title(String slug, String title) {}

    /**
     * A file on a page.
     *
     * @param sha256 null when the file was lost before it came to this bulletin
     * @param page null when that page is not there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record File(
            String fileName,
            @Nullable String sha256,
            long sizeBytes,
            String mediaType,
            String title,
            @Nullable Title page) {
        static File of(LookupMapper.Attachment row) {
            String slug = row.page();
            String pageTitle = row.pageTitle();
            return new File(
                    row.fileName(),
                    row.sha256(),
                    row.sizeBytes(),
                    row.mediaType(),
                    row.title(),
                    slug == null ? null : new Title(slug, pageTitle == null ? "" : pageTitle));
        }
    }
}
