package bip.server.account;

import java.time.Instant;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Counts what the audit log has of refused sign-ins: so the counts survive a restart. */
interface FailureMapper {

    @Select(
            """
            SELECT count(*) AS count, max(at) AS last
            FROM audit_entry
            WHERE login = #{login} AND at > #{since}
              AND (#{address} IS NULL OR address = #{address})
              AND kind IN ('password-refused', 'unknown-login-refused', 'disabled-account-refused')
              AND number > coalesce(
                    (SELECT max(number) FROM audit_entry
                     WHERE login = #{login} AND at > #{since} AND kind = 'signed-in'), 0)
            """)
    Failures ofLogin(
            @Param("login") String login,
            @Param("address") @Nullable String address,
            @Param("since") Instant since);

    @Select(
            """
            SELECT count(*) AS count, max(at) AS last
            FROM audit_entry
            WHERE address = #{address} AND at > #{since}
              AND kind IN ('password-refused', 'unknown-login-refused', 'disabled-account-refused')
            """)
    Failures ofAddress(@Param("address") String address, @Param("since") Instant since);

    @Select(
            """
            SELECT count(*) FROM audit_entry
            WHERE login = #{login} AND address = #{address} AND at > #{since}
              AND kind = 'signed-in'
            """)
    int signedInFrom(
            @Param("login") String login,
            @Param("address") String address,
            @Param("since") Instant since);

    record Failures(int count, @Nullable Instant last) {}
}
