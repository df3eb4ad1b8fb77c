package bip.server.exclusion;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface ExclusionMapper {

    @Select("SELECT EXISTS (SELECT 1 FROM page WHERE id = #{id})")
    boolean hasPage(@Param("id") long id);

    @Insert(
            """
            INSERT INTO exclusion
                (page_id, scope, legal_basis, excluded_by, in_interest_of, entered_at, entered_by)
            VALUES (#{it.pageId}, #{it.scope}, #{it.legalBasis}, #{it.excludedBy},
                    nullif(#{it.inInterestOf}, ''), #{at}, #{by})
            """)
    void add(@Param("it") Exclusion exclusion, @Param("at") Instant at, @Param("by") long by);

    @Select(
            """
            SELECT e.scope, e.legal_basis, e.excluded_by, e.in_interest_of, e.entered_at,
                   p.slug, r.title, p.state
            FROM exclusion e
            JOIN page p ON p.id = e.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE e.page_id = #{pageId}
            ORDER BY e.id
            """)
    List<Row> listOfPage(@Param("pageId") long pageId);

    @Select(
            """
            SELECT e.scope, e.legal_basis, e.excluded_by, e.in_interest_of, e.entered_at,
                   p.slug, r.title, p.state
            FROM exclusion e
            JOIN page p ON p.id = e.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY e.id DESC
            LIMIT #{limit} OFFSET #{offset}
            """)
    List<Row> list(@Param("offset") int offset, @Param("limit") int limit);

    @Select("SELECT count(*) FROM exclusion")
    long count();

    /** With the page that it stands at, as that is called now. */
    record Row(
            String scope,
            String legalBasis,
            String excludedBy,
            @Nullable String inInterestOf,
            Instant enteredAt,
            String slug,
            String title,
            String state) {

        boolean isWithdrawn() {
            return state.equals("withdrawn");
        }
    }
}
