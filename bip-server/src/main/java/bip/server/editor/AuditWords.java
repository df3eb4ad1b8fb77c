package bip.server.editor;

import bip.server.audit.AuditKind;

/** The audit log's kinds in Polish. */
final class AuditWords {
    private AuditWords() {}

    static String of(String stored) {
        return switch (AuditKind.parse(stored)) {
            case SIGNED_IN -> "zalogowanie";
            case SIGNED_OUT -> "wylogowanie";
            case PASSWORD_REFUSED -> "odmowa: błędne hasło";
            case UNKNOWN_LOGIN_REFUSED -> "odmowa: nieznany login";
            case DISABLED_ACCOUNT_REFUSED -> "odmowa: konto wyłączone";
            case SIGN_IN_THROTTLED -> "odmowa: zbyt wiele prób";
            case EXPIRED_SESSION_REFUSED -> "odmowa: sesja wygasła";
            case FORM_TOKEN_MISSING -> "odmowa: formularz bez znacznika";
            case FORM_TOKEN_FOREIGN -> "odmowa: formularz z obcym znacznikiem";
            case PAGE_FORBIDDEN -> "odmowa: brak uprawnień";
            case PASSWORD_HASH_RENEWED -> "odnowienie skrótu hasła";
            case ACCOUNT_CREATED -> "utworzenie konta";
            case ACCOUNT_DISABLED -> "wyłączenie konta";
            case ACCOUNT_ENABLED -> "włączenie konta";
            case PASSWORD_RESET -> "ustawienie nowego hasła";
            case PAGE_CREATED -> "utworzenie strony";
            case PAGE_CHANGED -> "zmiana strony";
            case PAGE_RENAMED -> "zmiana adresu strony";
            case PAGE_MOVED -> "przeniesienie strony do innego działu";
            case PAGE_ARCHIVED -> "przeniesienie strony do archiwum";
            case PAGE_RESTORED -> "przywrócenie strony z archiwum";
            case PAGE_WITHDRAWN -> "wycofanie strony";
            case FILE_ATTACHED -> "dodanie załącznika";
            case FILE_REPLACED -> "nowa wersja załącznika";
            case FILE_DETACHED -> "usunięcie załącznika";
            case SECTION_RENAMED -> "zmiana nazwy lub adresu działu";
            case SECTION_MOVED -> "przeniesienie działu";
            case EXCLUSION_ENTERED -> "wyłączenie jawności";
            case ACCESSIBILITY_STATEMENT_CHANGED -> "zmiana deklaracji dostępności";
        };
    }
}
