package bip.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface PageMapper {

    @Select(
            """
            SELECT p.id, p.slug, p.withdrawn_reason,
                   r.title, r.summary, r.markdown,
                   p.created_at, creator.login AS created_by,
                   r.number AS revision, r.saved_at, saver.login AS saved_by,
                   r.produced_by, r.responsible, r.produced_on
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            JOIN account creator ON creator.id = p.created_by
            JOIN account saver ON saver.id = r.saved_by
            WHERE p.slug = #{slug}
            """)
    Optional<PageRow> findBySlug(@Param("slug") String slug);

    /** Chosen before their revisions are read: in a big bulletin that takes seconds for all. */
    @Select(
            """
            SELECT p.slug, r.title, p.created_at AS at
            FROM (
                SELECT id FROM page
                WHERE state = 'published'
                ORDER BY created_at DESC, id DESC
                LIMIT #{limit}
            ) newest
            JOIN page p ON p.id = newest.id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY p.created_at DESC, p.id DESC
            """)
    List<PageHead> listNewest(@Param("limit") int limit);

    /** By way of the index of times, and no further than it takes to find so many. */
    @Select(
            """
            SELECT p.slug, r.title, r.saved_at AS at
            FROM page_revision r INDEXED BY page_revision_saved_at
            CROSS JOIN page p ON p.id = r.page_id
            WHERE p.state = 'published' AND r.saved_at > p.created_at
              AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY r.saved_at DESC, p.id DESC
            LIMIT #{limit}
            """)
    List<PageHead> listLastChanged(@Param("limit") int limit);

    @Select(
            """
            SELECT p.slug, r.title, r.saved_at AS at
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.state = 'published' AND p.in_menu = 1
            ORDER BY p.menu_position IS NULL, p.menu_position, p.id
            """)
    List<PageHead> listMenu();

    record PageRow(
            long id,
            String slug,
            @Nullable String withdrawnReason,
            String title,
            @Nullable String summary,
            String markdown,
            Instant createdAt,
            String createdBy,
            int revision,
            Instant savedAt,
            String savedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn) {

        FoundPage toFoundPage() {
            if (withdrawnReason != null) {
                return new FoundPage.Withdrawn(title, withdrawnReason);
            }
            return new FoundPage.Published(
                    id,
                    slug,
                    title,
                    summary,
                    markdown,
                    createdAt,
                    createdBy,
                    revision,
                    savedAt,
                    savedBy,
                    producedBy,
                    responsible,
                    producedOn);
        }
    }
}
