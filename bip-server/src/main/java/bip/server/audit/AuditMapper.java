package bip.server.audit;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface AuditMapper {

    @Select("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1")
    Optional<Head> findHead();

    @Select("SELECT count(*) FROM audit_entry WHERE kept_as = #{keptAs}")
    int countKeptAs(@Param("keptAs") String keptAs);

    @Insert(
            """
            INSERT INTO audit_entry
                (number, at, kind, account_id, login, address, subject, detail, kept_as, previous,
                 hash)
            VALUES (#{number}, #{at}, #{kind}, #{accountId}, #{login}, #{address}, #{subject},
                    #{detail}, #{keptAs}, #{previous}, #{hash})
            """)
    void add(AuditEntry entry);

    @Select(
            """
            SELECT number, at, kind, account_id, login, address, subject, detail, kept_as, previous,
                   hash
            FROM audit_entry
            WHERE number > #{after}
            ORDER BY number
            LIMIT #{limit}
            """)
    List<AuditEntry> listAfter(@Param("after") long after, @Param("limit") int limit);

    @Select(
            """
            SELECT number, at, kind, account_id, login, address, subject, detail, kept_as, previous,
                   hash
            FROM audit_entry
            ORDER BY number DESC
            LIMIT #{limit} OFFSET #{offset}
            """)
    List<AuditEntry> listLast(@Param("offset") int offset, @Param("limit") int limit);

    @Select("SELECT count(*) FROM audit_entry")
    long count();

    /** The highest number ever given, also when its entry is gone. */
    @Select(
            """
            SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'), 0)
            """)
    long highestNumberGiven();

    record Head(long number, String hash) {}
}
