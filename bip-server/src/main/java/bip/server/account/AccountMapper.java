package bip.server.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

interface AccountMapper {

    @Select(
            """
            SELECT id, login, email, password_hash, administrator, disabled, created_at
            FROM account
            WHERE login = #{login}
            """)
    Optional<Row> find(@Param("login") String login);

    @Select(
            """
            SELECT id, login, email, password_hash, administrator, disabled, created_at
            FROM account
            """)
    List<Row> list();

    /**
     * The account of that login, else the only one whose login differs in capital letters alone:
     * imported ones may differ in nothing else. SQLite knows the case of English letters only.
     */
    default Optional<Row> findInAnyCase(String login) {
        return find(login)
                .or(() -> {
                    List<Row> alike =
                            list().stream()
                                    .filter(row -> AccountRules.areAlike(row.login(), login))
                                    .toList();
                    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
                });
    }

    @Insert(
            """
            INSERT INTO account (login, email, password_hash, administrator, disabled, created_at)
            VALUES (#{login}, #{email}, #{passwordHash}, #{administrator}, 0, #{createdAt})
            """)
    void add(
            @Param("login") String login,
            @Param("email") @Nullable String email,
            @Param("passwordHash") String passwordHash,
            @Param("administrator") boolean administrator,
            @Param("createdAt") Instant createdAt);

    @Update("UPDATE account SET disabled = #{disabled} WHERE id = #{id}")
    void setDisabled(@Param("id") long id, @Param("disabled") boolean disabled);

    /** Leaves it alone when the hash is no longer the one that was verified. */
    @Update(
            """
            UPDATE account SET password_hash = #{newHash}
            WHERE id = #{id} AND password_hash = #{oldHash}
            """)
    void renewHash(
            @Param("id") long id,
            @Param("oldHash") String oldHash,
            @Param("newHash") String newHash);

    @Update("UPDATE account SET password_hash = #{hash} WHERE id = #{id}")
    void setHash(@Param("id") long id, @Param("hash") String hash);

    @Select("SELECT count(*) FROM account WHERE administrator = 1 AND disabled = 0")
    int countAdministrators();

    record Row(
            long id,
            String login,
            @Nullable String email,
            String passwordHash,
            boolean administrator,
            boolean disabled,
            Instant createdAt) {}
}
