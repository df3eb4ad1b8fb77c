package bip.server.changeregister;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface ChangeMapper {

    @Select(
            """
            SELECT c.changed_at, c.kind, c.reason, a.login
            FROM change_entry c
            JOIN account a ON a.id = c.account_id
            WHERE c.page_id = #{pageId}
            ORDER BY c.changed_at DESC, c.id DESC
            """)
    List<Row> listOfPage(@Param("pageId") long pageId);

    @Insert(
            """
            INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
            VALUES (#{pageId}, #{changedAt}, #{kind}, #{reason}, #{accountId}, #{revision})
            """)
    void add(
            @Param("pageId") long pageId,
            @Param("changedAt") Instant changedAt,
            @Param("kind") String kind,
            @Param("reason") String reason,
            @Param("accountId") long accountId,
            @Param("revision") @Nullable Integer revision);

    @Select("SELECT count(*) FROM change_entry")
    long count();

    /** Entries that stand before entry {@code id} in the list of the newest first. */
    @Select(
            """
            SELECT count(*)
            FROM change_entry c
            JOIN change_entry mark ON mark.id = #{id}
            WHERE (c.changed_at, c.id) > (mark.changed_at, mark.id)
            """)
    long countNewerThan(@Param("id") long id);

    @Select("SELECT EXISTS (SELECT 1 FROM change_entry WHERE id = #{id})")
    boolean exists(@Param("id") long id);

    @Select(
            """
            SELECT c.id, c.changed_at, c.kind, c.reason, a.login, p.slug, p.state, r.title
            FROM (
                SELECT id FROM change_entry
                ORDER BY changed_at DESC, id DESC
                LIMIT #{limit} OFFSET #{offset}
            ) piece
            JOIN change_entry c ON c.id = piece.id
            JOIN account a ON a.id = c.account_id
            JOIN page p ON p.id = c.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY c.changed_at DESC, c.id DESC
            """)
    List<SiteRow> list(@Param("offset") long offset, @Param("limit") int limit);

    record Row(Instant changedAt, String kind, String reason, String login) {
        ChangeRegister.Entry toEntry() {
            return new ChangeRegister.Entry(changedAt, kindOf(kind), reason, login);
        }
    }

    /** An entry with the page that it is about, as the page stands now. */
    record SiteRow(
            long id,
            Instant changedAt,
            String kind,
            String reason,
            String login,
            String slug,
            String state,
            String title) {
        ChangeRegister.Entry toEntry() {
            return new ChangeRegister.Entry(changedAt, kindOf(kind), reason, login);
        }

        boolean isWithdrawn() {
            return state.equals("withdrawn");
        }
    }

    private static ChangeRegister.Kind kindOf(String kind) {
        return ChangeRegister.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }
}
