package bip.server.completeness;

import java.util.List;
import org.apache.ibatis.annotations.Select;

interface CompletenessMapper {

    /** Mandatory sections without sections of their own in which nothing is published. */
    @Select(
            """
            SELECT s.slug, s.title, s.basis
            FROM section s
            WHERE s.duty = 'mandatory'
              AND NOT EXISTS (SELECT 1 FROM section below WHERE below.parent_id = s.id)
              AND NOT EXISTS (SELECT 1 FROM page p
                              WHERE p.section_id = s.id AND p.state = 'published')
            ORDER BY (SELECT above.position FROM section above WHERE above.id = s.parent_id),
                     s.position, s.id
            """)
    List<EmptySection> listEmptySections();

    /** Published pages that the subject menu does not lead to. */
    @Select(
            """
            SELECT count(*) FROM page
            WHERE section_id IS NULL AND state = 'published' AND in_menu = 0
              AND EXISTS (SELECT 1 FROM section)
            """)
    long countPagesOutsideMenu();

    /**
     * A section without anything in it.
     *
     * @param basis letter of art. 6 ust. 1
     */
    record EmptySection(String slug, String title, String basis) {}
}
