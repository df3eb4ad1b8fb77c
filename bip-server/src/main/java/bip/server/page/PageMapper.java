package bip.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface PageMapper {

    /** By any address that it has or had; the page's own counts before all history. */
    @Select(
            """
            SELECT p.id, p.slug, r.title, r.summary, r.markdown, r.produced_by, r.responsible,
                   r.produced_on, p.created_at, creator.login AS created_by,
                   r.number AS revision, r.saved_at, saver.login AS saved_by,
                   p.archived_at, p.archived_reason,
                   p.withdrawn_at, p.withdrawn_reason, p.withdrawn_basis
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            JOIN account creator ON creator.id = p.created_by
            JOIN account saver ON saver.id = r.saved_by
            WHERE p.id = coalesce((SELECT id FROM page WHERE slug = #{slug}),
                                  (SELECT page_id FROM page_address WHERE slug = #{slug}))
            """)
    Optional<PageRow> findByAddress(@Param("slug") String slug);

    /** Chosen before their revisions are read: in a big bulletin that takes seconds for all. */
    @Select(
            """
            SELECT p.slug, r.title, p.created_at AS at
            FROM (
                SELECT id FROM page
                WHERE state = 'published' AND archived_at IS NULL
                ORDER BY created_at DESC, id DESC
                LIMIT #{limit}
            ) newest
            JOIN page p ON p.id = newest.id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY p.created_at DESC, p.id DESC
            """)
    List<PageHead> listNewest(@Param("limit") int limit);

    /**
     * Of its newest version and its last entry in the register, which tells of files too, the later
     * counts. By way of the indexes of times, and no further than it takes to find so many.
     */
    @Select(
            """
            WITH act AS (
                SELECT * FROM (
                    SELECT r.page_id, r.saved_at AS at
                    FROM page_revision r INDEXED BY page_revision_saved_at
                    CROSS JOIN page p ON p.id = r.page_id
                    WHERE p.state = 'published' AND p.archived_at IS NULL
                      AND r.saved_at > p.created_at
                      AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
                    ORDER BY r.saved_at DESC, p.id DESC
                    LIMIT #{limit}
                )
                UNION ALL
                SELECT * FROM (
                    SELECT c.page_id, c.changed_at AS at
                    FROM change_entry c INDEXED BY change_entry_changed_at
                    CROSS JOIN page p ON p.id = c.page_id
                    WHERE p.state = 'published' AND p.archived_at IS NULL
                      AND c.changed_at > p.created_at
                      AND c.id = (SELECT id FROM change_entry WHERE page_id = p.id
                                  ORDER BY changed_at DESC, id DESC LIMIT 1)
                    ORDER BY c.changed_at DESC, p.id DESC
                    LIMIT #{limit}
                )
            )
            SELECT p.slug, r.title, max(act.at) AS at
            FROM act
            JOIN page p ON p.id = act.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            GROUP BY p.id
            ORDER BY at DESC, p.id DESC
            LIMIT #{limit}
            """)
    List<PageHead> listLastChanged(@Param("limit") int limit);

    /**
     * Without those that are called as the section of the first level in which they are: one text
     * would lead to two places on the home page (WCAG 2.2, 3.2.4), and the section leads to them.
     */
    @Select(
            """
            SELECT p.slug, r.title, r.saved_at AS at
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.state = 'published' AND p.archived_at IS NULL AND p.in_menu = 1
              AND NOT EXISTS (SELECT 1 FROM section s WHERE s.id = p.section_id
                              AND s.parent_id IS NULL AND s.title = trim(r.title))
            ORDER BY p.menu_position IS NULL, p.menu_position, p.id
            """)
    List<PageHead> listMenu();

    @Select(
            """
            SELECT p.slug, r.title, p.archived_at AS at, p.archived_reason AS reason
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.state = 'published' AND p.archived_at IS NOT NULL
            ORDER BY p.archived_at DESC, p.id DESC
            LIMIT #{limit} OFFSET #{offset}
            """)
    List<ArchivedPage> listArchived(@Param("offset") int offset, @Param("limit") int limit);

    @Select("SELECT count(*) FROM page WHERE state = 'published' AND archived_at IS NOT NULL")
    long countArchived();

    record PageRow(
            long id,
            String slug,
            String title,
            @Nullable String summary,
            String markdown,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            Instant createdAt,
            String createdBy,
            int revision,
            Instant savedAt,
            String savedBy,
            @Nullable Instant archivedAt,
            @Nullable String archivedReason,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnReason,
            @Nullable String withdrawnBasis) {

        /** What this page answers at the address {@code asked}. */
        FoundPage toFoundPage(String asked) {
            if (withdrawnReason != null) {
                return new FoundPage.Withdrawn(
                        title,
                        withdrawnReason,
                        createdAt,
                        withdrawnAt,
                        withdrawnBasis == null ? "" : withdrawnBasis);
            }
            return slug.equals(asked) ? published() : new FoundPage.Moved(slug);
        }

        private FoundPage.Published published() {
            return new FoundPage.Published(
                    id,
                    slug,
                    title,
                    summary,
                    markdown,
                    producedBy,
                    responsible,
                    producedOn,
                    createdAt,
                    createdBy,
                    revision,
                    savedAt,
                    savedBy,
                    archivedAt,
                    archivedReason);
        }
    }
}
