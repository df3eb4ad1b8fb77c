package bip.server.inspection;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** What is not as the server leaves a bulletin. Each list says its full length in each row. */
interface BulletinMapper {

    @Select(
            """
            SELECT p.slug, 'no revision is kept, the page is ' || p.state AS detail,
                   count(*) OVER () AS total
            FROM page p
            WHERE NOT EXISTS (SELECT 1 FROM page_revision r WHERE r.page_id = p.id)
            ORDER BY p.id
            LIMIT #{limit}
            """)
    List<Odd> listWithoutRevision(@Param("limit") int limit);

    @Select(
            """
            SELECT p.slug,
                   g.revisions || ' revisions are kept, numbered ' || g.lowest || ' to ' || g.highest
                       AS detail,
                   count(*) OVER () AS total
            FROM (SELECT page_id, count(*) AS revisions, min(number) AS lowest,
                         max(number) AS highest
                  FROM page_revision
                  GROUP BY page_id
                  HAVING min(number) <> 1 OR max(number) <> count(*)) g
            JOIN page p ON p.id = g.page_id
            ORDER BY p.id
            LIMIT #{limit}
            """)
    List<Odd> listWithGaps(@Param("limit") int limit);

    @Select(
            """
            SELECT p.slug, 'the register of changes has no entry for it' AS detail,
                   count(*) OVER () AS total
            FROM page p
            WHERE NOT EXISTS (SELECT 1 FROM change_entry c WHERE c.page_id = p.id)
            ORDER BY p.id
            LIMIT #{limit}
            """)
    List<Odd> listWithoutChangeEntry(@Param("limit") int limit);

    @Select(
            """
            SELECT EXISTS (
                SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_entry')
            """)
    boolean hasAuditLog();

    /**
     * A page that something is missing of.
     *
     * @param total how many there are, also beyond the limit
     */
    record Odd(String slug, String detail, long total) {}
}
