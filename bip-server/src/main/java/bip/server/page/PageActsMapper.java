package bip.server.page;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Writes what {@link PageActs} does to pages. */
interface PageActsMapper {

    @Select(
            """
            SELECT p.id, p.slug, p.section_id, p.state = 'withdrawn' AS withdrawn,
                   p.archived_at IS NOT NULL AS archived,
                   (SELECT max(number) FROM page_revision WHERE page_id = p.id) AS revision
            FROM page p
            WHERE p.id = #{id}
            """)
    Optional<Now> find(@Param("id") long id);

    @Select(
            """
            SELECT r.title, r.summary, r.markdown, r.produced_by, r.responsible, r.produced_on
            FROM page_revision r
            WHERE r.page_id = #{id} AND r.number = #{number}
            """)
    RevisionRow getRevision(@Param("id") long id, @Param("number") int number);

    @Select("SELECT EXISTS (SELECT 1 FROM section WHERE id = #{id})")
    boolean sectionExists(@Param("id") long id);

    /** Which page has the address or once had it. */
    @Select(
            """
            SELECT page_id FROM page_address WHERE slug = #{slug}
            UNION SELECT id FROM page WHERE slug = #{slug}
            LIMIT 1
            """)
    Optional<Long> findOwner(@Param("slug") String slug);

    @Select(
            value =
                    """
                    INSERT INTO page (slug, state, in_menu, created_at, created_by, section_id)
                    VALUES (#{slug}, 'published', 0, #{at}, #{accountId}, #{sectionId})
                    RETURNING id
                    """,
            affectData = true)
    long addPage(
            @Param("slug") String slug,
            @Param("at") Instant at,
            @Param("accountId") long accountId,
            @Param("sectionId") @Nullable Long sectionId);

    @Insert(
            """
            INSERT INTO page_revision
                (page_id, number, title, summary, markdown, saved_at, saved_by, produced_by,
                 responsible, produced_on)
            VALUES (#{pageId}, #{number}, #{row.title}, #{row.summary}, #{row.markdown}, #{at},
                    #{accountId}, #{row.producedBy}, #{row.responsible}, #{row.producedOn})
            """)
    void addRevision(
            @Param("pageId") long pageId,
            @Param("number") int number,
            @Param("row") RevisionRow row,
            @Param("at") Instant at,
            @Param("accountId") long accountId);

    /** Does nothing where the page had the address before. */
    @Insert(
            """
            INSERT INTO page_address (slug, page_id, since)
            SELECT #{slug}, #{pageId}, #{at}
            WHERE NOT EXISTS (SELECT 1 FROM page_address
                              WHERE slug = #{slug} AND page_id = #{pageId})
            """)
    void addAddress(
            @Param("slug") String slug, @Param("pageId") long pageId, @Param("at") Instant at);

    /** The page as it stands now. */
    @Insert(
            """
            INSERT INTO page_standing (page_id, number, since, slug, section_id, state, reason)
            SELECT p.id,
                   1 + coalesce((SELECT max(number) FROM page_standing WHERE page_id = p.id), 0),
                   #{at}, p.slug, p.section_id,
                   CASE WHEN p.state = 'withdrawn' THEN 'withdrawn'
                        WHEN p.archived_at IS NOT NULL THEN 'archived'
                        ELSE 'published' END,
                   #{reason}
            FROM page p
            WHERE p.id = #{pageId}
            """)
    void addStanding(
            @Param("pageId") long pageId, @Param("at") Instant at, @Param("reason") String reason);

    @Update("UPDATE page SET slug = #{slug} WHERE id = #{pageId}")
    void rename(@Param("pageId") long pageId, @Param("slug") String slug);

    @Update("UPDATE page SET section_id = #{sectionId} WHERE id = #{pageId}")
    void move(@Param("pageId") long pageId, @Param("sectionId") @Nullable Long sectionId);

    @Update(
            """
            UPDATE page SET archived_at = #{at}, archived_reason = #{reason} WHERE id = #{pageId}
            """)
    void setArchived(
            @Param("pageId") long pageId,
            @Param("at") @Nullable Instant at,
            @Param("reason") @Nullable String reason);

    @Update(
            """
            UPDATE page
            SET state = 'withdrawn', withdrawn_at = #{at}, withdrawn_reason = #{reason},
                withdrawn_basis = #{basis}
            WHERE id = #{pageId}
            """)
    void withdraw(
            @Param("pageId") long pageId,
            @Param("at") Instant at,
            @Param("reason") String reason,
            @Param("basis") String basis);

    /** A page as an act finds it. */
    record Now(
            long id,
            String slug,
            @Nullable Long sectionId,
            boolean withdrawn,
            boolean archived,
            int revision) {}

    /** What a revision says, as it is stored. */
    record RevisionRow(
            String title,
            @Nullable String summary,
            String markdown,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn) {
        static RevisionRow of(PageContent content) {
            return new RevisionRow(
                    content.title(),
                    content.summary(),
                    content.markdown(),
                    content.producedBy(),
                    content.responsible(),
                    content.producedOn() == null ? null : content.producedOn().toString());
        }
    }
}
