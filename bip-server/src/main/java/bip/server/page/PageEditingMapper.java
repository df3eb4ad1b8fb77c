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

    @Insert(
            """
            INSERT INTO page_revision
                (page_id, number, title, summary, markdown, saved_at, saved_by)
            VALUES (#{edit.pageId}, #{before.revision} + 1, #{edit.title}, #{before.summary},
                    #{edit.markdown}, #{at}, #{edit.accountId})
            """)
    void addRevision(
            @Param("before") EditablePage before,
            @Param("edit") PageEdit edit,
            @Param("at") Instant at);
}
