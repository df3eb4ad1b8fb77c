package bip.server.attachment;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface AttachmentMapper {

    @Select(
            """
            SELECT file_name, sha256, size_bytes, title, description, created_at
            FROM attachment
            WHERE page_id = #{pageId}
            ORDER BY created_at, id
            """)
    List<Attached> listOfPage(@Param("pageId") long pageId);

    @Select(
            """
            SELECT a.sha256, a.media_type, a.title, p.withdrawn_reason
            FROM attachment a
            JOIN page p ON p.id = a.page_id
            WHERE a.file_name = #{fileName}
            ORDER BY p.withdrawn_reason IS NOT NULL, a.sha256 IS NULL, a.id
            """)
    List<Served> listByFileName(@Param("fileName") String fileName);

    record Attached(
            String fileName,
            @Nullable String sha256,
            long sizeBytes,
            String title,
            @Nullable String description,
            Instant createdAt) {}

    /** One page's hold on a file name: of a published page when {@code withdrawnReason} is null. */
    record Served(
            @Nullable String sha256,
            String mediaType,
            String title,
            @Nullable String withdrawnReason) {}
}
