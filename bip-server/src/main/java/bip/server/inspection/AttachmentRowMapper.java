package bip.server.inspection;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface AttachmentRowMapper {

    /** After a row in the order of content and number, so that one file's rows come together. */
    @Select(
            """
            SELECT a.id, a.sha256, a.size_bytes, a.file_name, p.slug AS page
            FROM attachment a
            LEFT JOIN page p ON p.id = a.page_id
            WHERE a.sha256 IS NOT NULL AND (a.sha256, a.id) > (#{sha256}, #{id})
            ORDER BY a.sha256, a.id
            LIMIT #{limit}
            """)
    List<Row> listAfter(
            @Param("sha256") String sha256, @Param("id") long id, @Param("limit") int limit);

    /** Those whose file was lost before it came to this bulletin. */
    @Select("SELECT count(*) FROM attachment WHERE sha256 IS NULL")
    long countLost();

    /**
     * An attachment whose content is kept.
     *
     * @param page slug; null when the page is not there
     */
    record Row(long id, String sha256, long sizeBytes, String fileName, @Nullable String page) {}
}
