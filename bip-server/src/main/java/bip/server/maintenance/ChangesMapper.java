package bip.server.maintenance;

import java.time.Instant;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Compares the open database with an older one of the same bulletin, attached as {@code older}. */
interface ChangesMapper {

    /** For this transaction's connection. */
    @Update("ATTACH DATABASE #{file} AS older")
    void attach(@Param("file") String file);

    @Select(
            """
            SELECT count(*) AS edits, min(r.saved_at) AS first, max(r.saved_at) AS last
            FROM main.page_revision r
            LEFT JOIN older.page_revision o
              ON o.page_id = r.page_id AND o.number = r.number AND o.saved_at = r.saved_at
             AND o.saved_by = r.saved_by AND o.title = r.title
            WHERE o.page_id IS NULL
            """)
    Edits countEdits();

    /** Pages with such an edit, and those that are new, withdrawn, or elsewhere in the menu. */
    @Select(
            """
            SELECT count(*) FROM (
                SELECT r.page_id
                FROM main.page_revision r
                LEFT JOIN older.page_revision o
                  ON o.page_id = r.page_id AND o.number = r.number AND o.saved_at = r.saved_at
                 AND o.saved_by = r.saved_by AND o.title = r.title
                WHERE o.page_id IS NULL
                UNION
                SELECT p.id
                FROM main.page p
                LEFT JOIN older.page o
                  ON o.id = p.id AND o.slug = p.slug AND o.state = p.state
                 AND o.in_menu = p.in_menu AND o.menu_position IS p.menu_position
                WHERE o.id IS NULL)
            """)
    long countPages();

    @Select(
            """
            SELECT count(*)
            FROM main.attachment a
            LEFT JOIN older.attachment o
              ON o.id = a.id AND o.page_id = a.page_id AND o.file_name = a.file_name
             AND o.sha256 IS a.sha256 AND o.title = a.title AND o.description IS a.description
            WHERE o.id IS NULL
            """)
    long countAttachments();

    @Select(
            """
            SELECT count(*)
            FROM main.account a
            LEFT JOIN older.account o
              ON o.id = a.id AND o.login = a.login AND o.email IS a.email
             AND o.password_hash = a.password_hash AND o.administrator = a.administrator
             AND o.disabled = a.disabled
            WHERE o.id IS NULL
            """)
    long countAccounts();

    /** Whether {@code older} has an audit log: schema 2 brought it. */
    @Select(
            """
            SELECT EXISTS (
                SELECT 1 FROM older.sqlite_master WHERE type = 'table' AND name = 'audit_entry')
            """)
    boolean hasOlderAudit();

    @Select(
            """
            SELECT count(*)
            FROM main.audit_entry a
            LEFT JOIN older.audit_entry o ON o.number = a.number AND o.hash = a.hash
            WHERE o.number IS NULL
            """)
    long countAuditEntries();

    @Select("SELECT count(*) FROM main.audit_entry")
    long countAllAuditEntries();

    /** What editors saved. */
    record Edits(long edits, @Nullable Instant first, @Nullable Instant last) {}
}
