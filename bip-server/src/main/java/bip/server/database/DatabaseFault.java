package bip.server.database;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is wrong with a database, as far as it decides what to do about it. */
public enum DatabaseFault {
    /** The file is none, or is damaged. */
    NOT_A_DATABASE,
    NO_SPACE,
    /** This user may not write the file or make files beside it. */
    NOT_PERMITTED,
    /** The database answered, and a value in it is none that was ever written there by us. */
    MALFORMED_VALUE,
    OTHER;

    static DatabaseFault of(Throwable e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return e instanceof SQLException ? OTHER : MALFORMED_VALUE;
        }
        // The lower byte is the primary code; the rest says more than is needed here.
        int code = sqlite.getResultCode().code & 0xff;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code
                || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return NOT_A_DATABASE;
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return NO_SPACE;
        }
        return code == SQLiteErrorCode.SQLITE_READONLY.code
                        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                        || code == SQLiteErrorCode.SQLITE_PERM.code
                ? NOT_PERMITTED
                : OTHER;
    }
}
