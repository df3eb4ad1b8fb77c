package bip.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads revisions, which citizens know as versions. */
interface VersionMapper {

    /** When the first version that is known here was saved. */
    @Select("SELECT saved_at FROM page_revision WHERE page_id = #{pageId} ORDER BY number LIMIT 1")
    Instant getFirstSave(@Param("pageId") long pageId);

    @Select("SELECT count(*) FROM page_revision WHERE page_id = #{pageId}")
    int count(@Param("pageId") long pageId);

    @Select(
            """
            SELECT r.number, r.title, r.saved_at, a.login AS saved_by,
                   coalesce((SELECT c.reason FROM change_entry c
                             WHERE c.page_id = r.page_id AND c.revision = r.number
                             ORDER BY c.id LIMIT 1), '') AS reason
            FROM page_revision r
            JOIN account a ON a.id = r.saved_by
            WHERE r.page_id = #{pageId}
            ORDER BY r.number DESC
            LIMIT #{limit} OFFSET #{offset}
            """)
    List<Line> list(
            @Param("pageId") long pageId, @Param("offset") int offset, @Param("limit") int limit);

    @Select(
            """
            SELECT r.number, r.title, r.summary, r.markdown, r.saved_at, a.login AS saved_by,
                   r.produced_by, r.responsible, r.produced_on,
                   coalesce((SELECT c.reason FROM change_entry c
                             WHERE c.page_id = r.page_id AND c.revision = r.number
                             ORDER BY c.id LIMIT 1), '') AS reason
            FROM page_revision r
            JOIN account a ON a.id = r.saved_by
            WHERE r.page_id = #{pageId} AND r.number = #{number}
            """)
    Optional<Version> find(@Param("pageId") long pageId, @Param("number") int number);

    /**
     * A version in the list.
     *
     * @param reason as the register has it; empty when it is not known there
     */
    record Line(int number, String title, Instant savedAt, String savedBy, String reason) {}

    /** A whole version. */
    record Version(
            int number,
            String title,
            @Nullable String summary,
            String markdown,
            Instant savedAt,
            String savedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            String reason) {}
}
