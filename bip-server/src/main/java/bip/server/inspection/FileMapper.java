package bip.server.inspection;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What any SQLite file can be asked. */
interface FileMapper {

    @Select(
            """
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY name
            """)
    List<String> listTables();

    default long count(String table) {
        return countQuoted(table.replace("\"", "\"\""));
    }

    /** The name of a table cannot be a parameter. Reads the table, not the smallest index of it. */
    @Select("SELECT count(*) FROM \"${table}\" NOT INDEXED")
    long countQuoted(@Param("table") String table);

    /** {@code ok}, or what is wrong, the first ten; one text may have many lines. */
    @Select("PRAGMA integrity_check(10)")
    List<String> checkIntegrity();

    /** As {@link #checkIntegrity}, for one table and its indexes. */
    default List<String> checkIntegrityOf(String table) {
        return checkIntegrityOfQuoted(table.replace("\"", "\"\""));
    }

    @Select("PRAGMA integrity_check(\"${table}\")")
    List<String> checkIntegrityOfQuoted(@Param("table") String table);

    @Select("SELECT count(*) FROM pragma_foreign_key_check")
    long countViolations();

    @Select(
            """
            SELECT "table" AS child, rowid AS row_number, parent
            FROM pragma_foreign_key_check
            LIMIT 10
            """)
    List<Violation> listViolations();

    /**
     * A row that names one that is not there.
     *
     * @param rowNumber null in a table that numbers no rows
     */
    record Violation(String child, @Nullable Long rowNumber, String parent) {}
}
