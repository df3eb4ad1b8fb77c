package bip.server.inspection;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads single pages and attachments. Times are as the database has them: RFC 3339, UTC. */
interface LookupMapper {

    @Select("SELECT id, slug, state, withdrawn_reason FROM page WHERE slug = #{slug}")
    Optional<PageRow> findPage(@Param("slug") String slug);

    /** The oldest first. */
    @Select(
            """
            SELECT r.number, r.saved_at, a.login AS saved_by, r.title
            FROM page_revision r
            LEFT JOIN account a ON a.id = r.saved_by
            WHERE r.page_id = #{page}
            ORDER BY r.number
            """)
    List<Revision> listRevisions(@Param("page") long page);

    @Select(
            """
            SELECT summary, markdown
            FROM page_revision
            WHERE page_id = #{page} AND number = #{number}
            """)
    Optional<Text> findText(@Param("page") long page, @Param("number") int number);

    @Select(
            """
            SELECT a.file_name, a.sha256, a.size_bytes, a.media_type, a.title,
                   p.slug AS page, r.title AS page_title
            FROM attachment a
            LEFT JOIN page p ON p.id = a.page_id
            LEFT JOIN page_revision r
              ON r.page_id = a.page_id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = a.page_id)
            WHERE a.page_id = #{page}
            ORDER BY a.id
            """)
    List<Attachment> listAttachmentsOf(@Param("page") long page);

    /** Those with this file name, or this content. */
    @Select(
            """
            SELECT a.file_name, a.sha256, a.size_bytes, a.media_type, a.title,
                   p.slug AS page, r.title AS page_title
            FROM attachment a
            LEFT JOIN page p ON p.id = a.page_id
            LEFT JOIN page_revision r
              ON r.page_id = a.page_id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = a.page_id)
            WHERE a.file_name = #{nameOrSha256} OR a.sha256 = lower(#{nameOrSha256})
            ORDER BY a.id
            """)
    List<Attachment> listAttachments(@Param("nameOrSha256") String nameOrSha256);

    /** The newest revisions of pages after one, in the order of pages. */
    @Select(
            """
            SELECT p.id, p.slug, r.title, r.markdown
            FROM page p
            JOIN page_revision r
              ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.id > #{after}
            ORDER BY p.id
            LIMIT #{limit}
            """)
    List<Newest> listNewestAfter(@Param("after") long after, @Param("limit") int limit);

    record PageRow(long id, String slug, String state, @Nullable String withdrawnReason) {}

    /**
     * A saved text of a page, without the text.
     *
     * @param savedBy login; null when that account is not there
     */
    record Revision(int number, String savedAt, @Nullable String savedBy, String title) {}

    record Text(@Nullable String summary, String markdown) {}

    /**
     * A file on a page.
     *
     * @param sha256 null when the file was lost before it came to this bulletin
     * @param page slug; null when the page is not there
     * @param pageTitle of the newest revision; null when there is none
     */
    record Attachment(
            String fileName,
            @Nullable String sha256,
            long sizeBytes,
            String mediaType,
            String title,
            @Nullable String page,
            @Nullable String pageTitle) {}

    record Newest(long id, String slug, String title, String markdown) {}
}
