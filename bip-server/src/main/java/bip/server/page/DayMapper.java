package bip.server.page;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads what was public at a moment (art. 8 ust. 6 pkt 5). */
interface DayMapper {

    /**
     * Chosen before their revisions are read: in a big bulletin that takes seconds for all. A page
     * whose first text here was saved after that moment, as some that came from elsewhere, is shown
     * with that text.
     */
    @Select(
            """
            WITH RECURSIVE tree (id, path) AS (
                SELECT id, printf('%06d', position) FROM section WHERE parent_id IS NULL
                UNION ALL
                SELECT s.id, t.path || '/' || printf('%06d', s.position)
                FROM section s JOIN tree t ON s.parent_id = t.id),
            latest AS (
                SELECT page_id, max(number) AS number FROM page_standing
                WHERE since <= #{moment} GROUP BY page_id),
            piece AS (
                SELECT s.page_id, s.slug, s.section_id, s.state, tree.path
                FROM latest l
                JOIN page_standing s ON s.page_id = l.page_id AND s.number = l.number
                LEFT JOIN tree ON tree.id = s.section_id
                WHERE s.state <> 'withdrawn'
                ORDER BY tree.path IS NULL, tree.path, s.slug
                LIMIT #{limit} OFFSET #{offset})
            SELECT c.page_id AS id, c.slug, p.slug AS slug_now,
                   p.state = 'withdrawn' AS withdrawn_now, c.section_id,
                   coalesce(sec.title, '') AS section_title,
                   coalesce(sec.title_en, '') AS section_title_english,
                   c.state = 'archived' AS archived, r.number AS revision, r.title,
                   r.saved_at > #{moment} AS text_later
            FROM piece c
            JOIN page p ON p.id = c.page_id
            LEFT JOIN section sec ON sec.id = c.section_id
            JOIN page_revision r ON r.page_id = c.page_id
             AND r.number = coalesce(
                 (SELECT max(number) FROM page_revision
                  WHERE page_id = c.page_id AND saved_at <= #{moment}),
                 (SELECT min(number) FROM page_revision WHERE page_id = c.page_id))
            ORDER BY c.path IS NULL, c.path, c.slug
            """)
    List<PageRow> list(
            @Param("moment") Instant moment,
            @Param("offset") long offset,
            @Param("limit") long limit);

    @Select(
            """
            SELECT count(*)
            FROM (SELECT page_id, max(number) AS number FROM page_standing
                  WHERE since <= #{moment} GROUP BY page_id) l
            JOIN page_standing s ON s.page_id = l.page_id AND s.number = l.number
            WHERE s.state <> 'withdrawn'
            """)
    long count(@Param("moment") Instant moment);

    /**
     * Pages that may have been public at that moment, but nobody here knows until when they were.
     */
    @Select(
            """
            SELECT count(*) FROM page
            WHERE state = 'withdrawn' AND withdrawn_at IS NULL AND created_at <= #{moment}
            """)
    long countUnknown(@Param("moment") Instant moment);

    @Select(
            """
            SELECT a.id, a.file_name, a.title, a.number, coalesce(a.ended_kind, '') = 'removed'
                   OR a.sha256 IS NULL AS gone_now
            FROM attachment a
            WHERE a.page_id = #{pageId} AND a.created_at <= #{moment}
              AND (a.ended_at IS NULL OR a.ended_at > #{moment})
            ORDER BY a.id
            """)
    List<PublicDays.PublicFile> listFiles(
            @Param("pageId") long pageId, @Param("moment") Instant moment);

    record PageRow(
            long id,
            String slug,
            String slugNow,
            boolean withdrawnNow,
            @Nullable Long sectionId,
            String sectionTitle,
            String sectionTitleEnglish,
            boolean archived,
            int revision,
            String title,
            boolean textLater) {
        PublicDays.PublicPage with(List<PublicDays.PublicFile> files) {
            return new PublicDays.PublicPage(
                    id,
                    slug,
                    slugNow,
                    withdrawnNow,
                    sectionId,
                    sectionTitle,
                    sectionTitleEnglish,
                    archived,
                    revision,
                    title,
                    textLater,
                    files);
        }
    }
}
