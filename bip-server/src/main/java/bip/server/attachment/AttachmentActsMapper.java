package bip.server.attachment;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Writes what {@link AttachmentActs} does to files. */
interface AttachmentActsMapper {

    /** Absent when there is no such page. */
    @Select("SELECT state = 'withdrawn' FROM page WHERE id = #{pageId}")
    Optional<Boolean> findWithdrawn(@Param("pageId") long pageId);

    @Select(
            """
            SELECT id, coalesce(series_id, id) AS series_id, number
            FROM attachment
            WHERE id = #{id} AND page_id = #{pageId} AND ended_at IS NULL
            """)
    Optional<Current> findCurrent(@Param("id") long id, @Param("pageId") long pageId);

    @Select(
            value =
                    """
                    INSERT INTO attachment
                        (page_id, file_name, sha256, size_bytes, media_type, title, description,
                         created_at, series_id, number, added_by, produced_by, responsible,
                         produced_on)
                    VALUES (#{pageId}, #{file.fileName}, #{file.stored.sha256},
                            #{file.stored.sizeBytes}, #{file.mediaType}, #{file.title},
                            #{file.description}, #{at}, #{seriesId}, #{number}, #{accountId},
                            #{file.producedBy}, #{file.responsible}, #{producedOn})
                    RETURNING id
                    """,
            affectData = true)
    long add(
            @Param("pageId") long pageId,
            @Param("file") NewFile file,
            @Param("producedOn") @Nullable String producedOn,
            @Param("at") Instant at,
            @Param("accountId") long accountId,
            @Param("seriesId") @Nullable Long seriesId,
            @Param("number") int number);

    @Update(
            """
            UPDATE attachment
            SET ended_at = #{at}, ended_kind = #{kind}, ended_reason = #{reason}
            WHERE id = #{id}
            """)
    void end(
            @Param("id") long id,
            @Param("at") Instant at,
            @Param("kind") String kind,
            @Param("reason") String reason);

    /** When they were replaced stays: it is part of what was public when. */
    @Update(
            """
            UPDATE attachment
            SET ended_kind = 'removed', ended_reason = #{reason}
            WHERE (series_id = #{seriesId} OR id = #{seriesId}) AND ended_kind = 'replaced'
            """)
    void removeReplaced(@Param("seriesId") long seriesId, @Param("reason") String reason);

    /** A version that is shown now. */
    record Current(long id, long seriesId, int number) {}
}
