package bip.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface PageEditingMapper {

    @Select(
            """
            SELECT p.id, p.slug, p.withdrawn_reason, r.number AS revision, r.title, r.summary,
                   r.markdown, r.saved_at, a.login AS saved_by
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            JOIN account a ON a.id = r.saved_by
            WHERE p.id = #{id}
            """)
    Optional<EditablePage> find(@Param("id") long id);

    @Select(
            """
            SELECT p.id, r.title, r.saved_at, a.login AS saved_by
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            JOIN account a ON a.id = r.saved_by
            WHERE p.state = 'published'
            """)
    List<PageEditing.Line> listPublished();

    /** Summary and provenance are those of the revision before: an edit of the text has none. */
    @Insert(
            """
            INSERT INTO page_revision
                (page_id, number, title, summary, markdown, saved_at, saved_by, produced_by,
                 responsible, produced_on)
            SELECT page_id, number + 1, #{edit.title}, summary, #{edit.markdown}, #{at},
                   #{edit.accountId}, produced_by, responsible, produced_on
            FROM page_revision
            WHERE page_id = #{edit.pageId} AND number = #{before}
            """)
    void addRevision(
            @Param("before") int before, @Param("edit") PageEdit edit, @Param("at") Instant at);
}
