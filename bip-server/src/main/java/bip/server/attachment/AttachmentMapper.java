package bip.server.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface AttachmentMapper {

    /** What each address needs to know of a version. */
    String SERVED =
            """
            SELECT a.id, a.file_name, a.sha256, a.media_type, a.title, a.created_at, a.ended_kind,
                   a.ended_reason,
                   (SELECT max(v.ended_at) FROM attachment v
                    WHERE v.id = coalesce(a.series_id, a.id)
                       OR v.series_id = coalesce(a.series_id, a.id)) AS ended_at,
                   p.withdrawn_at, p.withdrawn_reason, p.withdrawn_basis
            FROM attachment a
            JOIN page p ON p.id = a.page_id
            """;

    /** All versions that are not removed, in the order of their adding. */
    @Select(
            """
            SELECT a.id, coalesce(a.series_id, a.id) AS series, a.number, a.file_name, a.sha256,
                   a.size_bytes, a.title, a.description, a.created_at, a.ended_at,
                   adder.login AS added_by, a.produced_by, a.responsible, a.produced_on,
                   EXISTS (SELECT 1 FROM attachment o
                           WHERE o.file_name = a.file_name AND o.id <> a.id) AS name_shared
            FROM attachment a
            LEFT JOIN account adder ON adder.id = a.added_by
            WHERE a.page_id = #{pageId} AND coalesce(a.ended_kind, '') <> 'removed'
            ORDER BY a.created_at, a.id
            """)
    List<Attached> listOfPage(@Param("pageId") long pageId);

    /**
     * All versions of that name, the one that its old address shows first: what is shown on a page
     * now, then what was replaced last, then what cannot be read any more.
     */
    @Select(
            SERVED
                    + """
                    WHERE a.file_name = #{fileName}
                    ORDER BY p.withdrawn_reason IS NOT NULL,
                             CASE a.ended_kind WHEN 'replaced' THEN 1 WHEN 'removed' THEN 2
                                               ELSE 0 END,
                             a.sha256 IS NULL,
                             CASE WHEN a.ended_kind IS NULL THEN a.id ELSE -a.id END
                    LIMIT 1
                    """)
    Optional<Served> findByFileName(@Param("fileName") String fileName);

    @Select(SERVED + "WHERE a.id = #{id} AND a.file_name = #{fileName}")
    Optional<Served> find(@Param("id") long id, @Param("fileName") String fileName);

    /**
     * A version that a page shows, by itself or under a newer one.
     *
     * @param endedAt null while it is the newest version
     * @param nameShared another file has the same name, of this page or of another
     */
    record Attached(
            long id,
            long series,
            int number,
            String fileName,
            @Nullable String sha256,
            long sizeBytes,
            String title,
            @Nullable String description,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable String addedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            boolean nameShared) {
        boolean isCurrent() {
            return endedAt == null;
        }
    }

    /**
     * A version at one of its addresses: of a readable page when {@code withdrawnReason} is null.
     *
     * @param endedAt when the file was taken off its page, with all its versions
     */
    record Served(
            long id,
            String fileName,
            @Nullable String sha256,
            String mediaType,
            String title,
            Instant createdAt,
            @Nullable String endedKind,
            @Nullable String endedReason,
            @Nullable Instant endedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnReason,
            @Nullable String withdrawnBasis) {
        boolean isReplaced() {
            return "replaced".equals(endedKind);
        }

        boolean isRemoved() {
            return "removed".equals(endedKind);
        }
    }
}
