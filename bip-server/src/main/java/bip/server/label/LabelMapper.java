package bip.server.label;

import bip.server.page.PageHead;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface LabelMapper {

    @Select(
            """
            SELECT l.slug, l.name
            FROM page_label pl
            JOIN label l ON l.id = pl.label_id
            WHERE pl.page_id = #{pageId}
            """)
    List<Label> listOfPage(@Param("pageId") long pageId);

    @Select(
            """
            SELECT l.slug, l.name
            FROM label l
            WHERE EXISTS (
                SELECT 1 FROM page_label pl
                JOIN page p ON p.id = pl.page_id AND p.state = 'published'
                WHERE pl.label_id = l.id)
            """)
    List<Label> listUsed();

    @Select("SELECT id, slug, name, description FROM label WHERE slug = #{slug}")
    Optional<Row> findBySlug(@Param("slug") String slug);

    @Select(
            """
            SELECT p.slug, r.title, p.created_at AS at
            FROM page_label pl
            JOIN page p ON p.id = pl.page_id AND p.state = 'published'
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE pl.label_id = #{labelId}
            """)
    List<PageHead> listPages(@Param("labelId") long labelId);

    /**
     * A label as it is stored.
     *
     * @param description Markdown; null when nobody wrote one
     */
    record Row(long id, String slug, String name, @Nullable String description) {}
}
