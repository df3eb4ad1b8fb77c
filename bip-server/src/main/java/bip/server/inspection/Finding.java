package bip.server.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be.
 *
 * @param subject a table, an audit entry's number, a page's slug, an attachment's file name
 * @param detail for people
 * @param sha256 content that an attachment should have
 * @param page slug of the page that an attachment is on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        FindingKind kind,
        String subject,
        String detail,
        @Nullable String sha256,
        @Nullable String page) {

    static Finding of(FindingKind kind, String subject, String detail) {
        return new Finding(kind, subject, detail, null, null);
    }
}
