package bip.server.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultType;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.ResultHandler;

/** Reads published pages with what hangs on them. A withdrawn page is not there (R32). */
interface SearchMapper {

    /**
     * Hands on the state of each published page, one at a time: a big bulletin has more of them
     * than there is memory for. The time of saving is read from its index, which has no text beside
     * it that SQLite would have to read past.
     */
    @Select(
            """
            WITH newest AS MATERIALIZED (
                SELECT page_id, max(number) AS number, saved_at
                FROM page_revision INDEXED BY page_revision_saved_at
                GROUP BY page_id)
            SELECT p.id, p.slug, r.number AS revision, r.saved_at,
                   coalesce((SELECT group_concat(l.name, char(10) ORDER BY l.id)
                             FROM page_label pl JOIN label l ON l.id = pl.label_id
                             WHERE pl.page_id = p.id), '') AS labels,
                   coalesce((SELECT group_concat(a.title, char(10) ORDER BY a.id)
                             FROM attachment a
                             WHERE a.page_id = p.id AND a.ended_at IS NULL), '') AS files
            FROM newest r
            CROSS JOIN page p ON p.id = r.page_id
            WHERE p.state = 'published'
            """)
    @ResultType(StateRow.class)
    void eachState(ResultHandler<StateRow> handler);

    /** Hands on the number and the stamp of each published page. */
    default void eachStamp(ObjLongConsumer<String> taker) {
        eachState(context -> {
            StateRow row = context.getResultObject();
            taker.accept(row.stamp(), row.id());
        });
    }

    @Select(
            """
            SELECT p.id, p.slug, r.number AS revision, r.saved_at,
                   coalesce((SELECT group_concat(l.name, char(10) ORDER BY l.id)
                             FROM page_label pl JOIN label l ON l.id = pl.label_id
                             WHERE pl.page_id = p.id), '') AS labels,
                   coalesce((SELECT group_concat(a.title, char(10) ORDER BY a.id)
                             FROM attachment a
                             WHERE a.page_id = p.id AND a.ended_at IS NULL), '') AS files
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.state = 'published' AND p.id = #{id}
            """)
    Optional<StateRow> findState(@Param("id") long id);

    @Select(
            """
            SELECT p.created_at, r.title, coalesce(r.summary, '') AS summary, r.markdown
            FROM page p
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            WHERE p.id = #{id}
            """)
    TextRow getText(@Param("id") long id);

    /** Everything that tells one state of a page's content from another, but for the content. */
    record StateRow(
            long id, String slug, int revision, Instant savedAt, String labels, String files) {

        /** Differs when the state does; two databases give the same only for the same content. */
        String stamp() {
            String state =
                    String.join(
                            "\u0000",
                            Long.toString(id),
                            slug,
                            Integer.toString(revision),
                            savedAt.toString(),
                            labels,
                            files);
            return HexFormat.of().formatHex(sha256(state.getBytes(StandardCharsets.UTF_8)), 0, 16);
        }

        private static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    record TextRow(Instant createdAt, String title, String summary, String markdown) {}
}
