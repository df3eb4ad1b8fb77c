package bip.server.changeregister;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

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
            INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id)
            VALUES (#{pageId}, #{changedAt}, #{kind}, #{reason}, #{accountId})
            """)
    void add(
            @Param("pageId") long pageId,
            @Param("changedAt") Instant changedAt,
            @Param("kind") String kind,
            @Param("reason") String reason,
            @Param("accountId") long accountId);

    record Row(Instant changedAt, String kind, String reason, String login) {
        ChangeRegister.Entry toEntry() {
            var known = ChangeRegister.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            return new ChangeRegister.Entry(changedAt, known, reason, login);
        }
    }
}
