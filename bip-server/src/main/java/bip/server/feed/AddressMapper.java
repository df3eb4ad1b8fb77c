package bip.server.feed;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface AddressMapper {

    @Select("SELECT count(*) FROM page WHERE state <> 'withdrawn'")
    long countPages();

    /** Pages that can be read, the oldest first, so that a later one moves none of them. */
    @Select(
            """
            SELECT p.slug,
                   max((SELECT max(saved_at) FROM page_revision WHERE page_id = p.id),
                       coalesce((SELECT max(changed_at) FROM change_entry
                                 WHERE page_id = p.id), '')) AS changed_at
            FROM (
                SELECT id, slug FROM page WHERE state <> 'withdrawn'
                ORDER BY id LIMIT #{limit} OFFSET #{offset}
            ) p
            """)
    List<Row> listPages(@Param("offset") long offset, @Param("limit") int limit);

    @Select("SELECT slug, NULL AS changed_at FROM section ORDER BY id")
    List<Row> listSections();

    @Select(
            """
            SELECT slug, NULL AS changed_at FROM label l
            WHERE EXISTS (
                SELECT 1 FROM page_label pl
                JOIN page p ON p.id = pl.page_id AND p.state = 'published'
                WHERE pl.label_id = l.id)
            ORDER BY id
            """)
    List<Row> listLabels();

    record Row(String slug, @Nullable Instant changedAt) {}
}
