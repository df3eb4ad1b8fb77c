package bip.server.account;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

interface SessionMapper {

    @Select(
            """
            SELECT s.secret_sha256, s.started_at, s.seen_at, s.ended_at,
                   a.id AS account_id, a.login, a.administrator, a.disabled
            FROM session s
            JOIN account a ON a.id = s.account_id
            WHERE s.secret_sha256 = #{secretSha256}
            """)
    Optional<Row> find(@Param("secretSha256") String secretSha256);

    @Insert(
            """
            INSERT INTO session (secret_sha256, account_id, started_at, seen_at)
            VALUES (#{secretSha256}, #{accountId}, #{at}, #{at})
            """)
    void add(
            @Param("secretSha256") String secretSha256,
            @Param("accountId") long accountId,
            @Param("at") Instant at);

    @Update(
            """
            UPDATE session SET seen_at = #{at}
            WHERE secret_sha256 = #{secretSha256} AND ended_at IS NULL
            """)
    int touch(@Param("secretSha256") String secretSha256, @Param("at") Instant at);

    @Update(
            """
            UPDATE session SET ended_at = #{at}
            WHERE secret_sha256 = #{secretSha256} AND ended_at IS NULL
            """)
    int end(@Param("secretSha256") String secretSha256, @Param("at") Instant at);

    @Update(
            """
            UPDATE session SET ended_at = #{at}
            WHERE account_id = #{accountId} AND ended_at IS NULL
            """)
    int endAllOf(@Param("accountId") long accountId, @Param("at") Instant at);

    @Delete("DELETE FROM session WHERE seen_at < #{before}")
    int deleteSeenBefore(@Param("before") Instant before);

    record Row(
            String secretSha256,
            Instant startedAt,
            Instant seenAt,
            @Nullable Instant endedAt,
            long accountId,
            String login,
            boolean administrator,
            boolean disabled) {}
}
