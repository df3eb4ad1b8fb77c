package bip.server.database;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** A mapper as rooms write them. */
interface AccountMapper {
    record AccountRow(
            long id,
            String login,
            @Nullable String email,
            boolean administrator,
            Instant createdAt) {}

    @Insert(
            """
            INSERT INTO account (login, email, password_hash, administrator, disabled, created_at)
            VALUES (#{login}, #{email}, '', #{administrator}, 0, #{createdAt})
            """)
    int add(AccountRow row);

    @Select(
            """
            SELECT id, login, email, administrator, created_at FROM account WHERE login = #{login}
            """)
    Optional<AccountRow> find(String login);

    @Select("SELECT login FROM account ORDER BY created_at")
    List<String> logins();

    @Select("SELECT created_at FROM account WHERE login = #{login}")
    String createdAtText(String login);

    @Insert(
            "INSERT INTO attachment (id, page_id, file_name, size_bytes, media_type, title,"
                    + " created_at) VALUES (1, 99, 'f', 0, 't', 't', 't')")
    int addOrphan();
}
