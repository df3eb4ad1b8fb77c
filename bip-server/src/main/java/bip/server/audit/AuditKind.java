package bip.server.audit;

import java.util.Arrays;

/** What was done or tried. The names in the database are never changed. */
public enum AuditKind {
    SIGNED_IN("signed-in"),
    SIGNED_OUT("signed-out"),
    PASSWORD_REFUSED("password-refused"),
    UNKNOWN_LOGIN_REFUSED("unknown-login-refused"),
    DISABLED_ACCOUNT_REFUSED("disabled-account-refused"),
    SIGN_IN_THROTTLED("sign-in-throttled"),
    EXPIRED_SESSION_REFUSED("expired-session-refused"),
    FORM_TOKEN_MISSING("form-token-missing"),
    FORM_TOKEN_FOREIGN("form-token-foreign"),
    PAGE_FORBIDDEN("page-forbidden"),
    PASSWORD_HASH_RENEWED("password-hash-renewed"),
    ACCOUNT_CREATED("account-created"),
    ACCOUNT_DISABLED("account-disabled"),
    ACCOUNT_ENABLED("account-enabled"),
    PASSWORD_RESET("password-reset"),
    PAGE_CREATED("page-created"),
    PAGE_CHANGED("page-changed"),
    PAGE_RENAMED("page-renamed"),
    PAGE_MOVED("page-moved"),
    PAGE_ARCHIVED("page-archived"),
    PAGE_RESTORED("page-restored"),
    PAGE_WITHDRAWN("page-withdrawn"),
    FILE_ATTACHED("file-attached"),
    FILE_REPLACED("file-replaced"),
    FILE_DETACHED("file-detached"),
    SECTION_RENAMED("section-renamed"),
    SECTION_MOVED("section-moved"),
    EXCLUSION_ENTERED("exclusion-entered"),
    ACCESSIBILITY_STATEMENT_CHANGED("accessibility-statement-changed");

    private final String stored;

    AuditKind(String stored) {
        this.stored = stored;
    }

    /** As the database has it. */
    public String stored() {
        return stored;
    }

    /**
     * The kind that is stored so.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AuditKind parse(String stored) {
        return Arrays.stream(values())
                .filter(kind -> kind.stored.equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of entry is " + stored));
    }
}
