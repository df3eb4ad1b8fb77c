package bip.server.section;

import bip.server.page.PageHead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

interface SectionMapper {

    @Select(
            """
            SELECT id, parent_id, position, slug, title, title_en, basis, duty, fixed, scope,
                   scope_en
            FROM section
            ORDER BY position, id
            """)
    List<Row> list();

    /** By any address that it ever had. */
    @Select("SELECT section_id FROM section_address WHERE slug = #{slug}")
    Optional<Long> findByAddress(@Param("slug") String slug);

    @Select("SELECT section_id FROM page WHERE id = #{pageId} AND section_id IS NOT NULL")
    Optional<Long> findOfPage(@Param("pageId") long pageId);

    /** Published pages of each section that has some; those in the archive are listed there. */
    @Select(
            """
            SELECT section_id, count(*) AS pages
            FROM page
            WHERE section_id IS NOT NULL AND state = 'published' AND archived_at IS NULL
            GROUP BY section_id
            """)
    List<Count> countPages();

    @Select(
            """
            SELECT p.slug, r.title, p.created_at AS at
            FROM (
                SELECT id FROM page
                WHERE section_id = #{sectionId} AND state = 'published' AND archived_at IS NULL
                ORDER BY created_at DESC, id DESC
                LIMIT #{limit} OFFSET #{offset}
            ) piece
            JOIN page p ON p.id = piece.id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY p.created_at DESC, p.id DESC
            """)
    List<PageHead> listPages(
            @Param("sectionId") long sectionId,
            @Param("offset") int offset,
            @Param("limit") int limit);

    @Update(
            """
            UPDATE section SET title = #{title}, title_en = #{titleEn}, slug = #{slug}
            WHERE id = #{id}
            """)
    void rename(
            @Param("id") long id,
            @Param("title") String title,
            @Param("titleEn") String titleEn,
            @Param("slug") String slug);

    @Insert(
            """
            INSERT INTO section_address (slug, section_id, since)
            VALUES (#{slug}, #{sectionId}, #{since})
            """)
    void addAddress(
            @Param("slug") String slug,
            @Param("sectionId") long sectionId,
            @Param("since") Instant since);

    /** Makes room at {@code position} among the sections of one parent. */
    @Update(
            """
            UPDATE section SET position = position + 1
            WHERE parent_id IS #{parentId} AND position >= #{position}
            """)
    void makeRoom(@Param("parentId") @Nullable Long parentId, @Param("position") int position);

    @Update("UPDATE section SET parent_id = #{parentId}, position = #{position} WHERE id = #{id}")
    void move(
            @Param("id") long id,
            @Param("parentId") @Nullable Long parentId,
            @Param("position") int position);

    record Count(long sectionId, int pages) {}

    record Row(
            long id,
            @Nullable Long parentId,
            int position,
            String slug,
            String title,
            String titleEn,
            String basis,
            String duty,
            boolean fixed,
            String scope,
            String scopeEn) {
        Section toSection() {
            return new Section(
                    id,
                    parentId,
                    position,
                    slug,
                    title,
                    titleEn,
                    basis,
                    Section.Duty.parse(duty),
                    fixed,
                    scope,
                    scopeEn);
        }
    }
}
