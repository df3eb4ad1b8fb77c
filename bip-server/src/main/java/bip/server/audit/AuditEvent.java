package bip.server.audit;

import bip.server.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * Something to record.
 *
 * @param accountId who did it; null when nobody known
 * @param login as the account has it; never what somebody typed who has none, for people type their
 *     password there
 * @param address of the visitor
 * @param subject what it was done to, e.g. {@code page/17} or {@code account/redaktor}
 * @param detail for people
 */
public record AuditEvent(
        AuditKind kind,
        @Nullable Long accountId,
        @Nullable String login,
        @Nullable String address,
        @Nullable String subject,
        @Nullable String detail) {
    /** An address of a page may be of any length. */
    private static final int LONGEST = 200;

    public AuditEvent {
        login = cut(login);
        subject = cut(subject);
        detail = cut(detail);
    }

    /** Of nobody, from nowhere, about nothing, yet. */
    public static AuditEvent of(AuditKind kind) {
        return new AuditEvent(kind, null, null, null, null, null);
    }

    public AuditEvent by(long account, String name) {
        return new AuditEvent(kind, account, name, address, subject, detail);
    }

    public AuditEvent from(String visitor) {
        return new AuditEvent(kind, accountId, login, visitor, subject, detail);
    }

    public AuditEvent about(String thing) {
        return new AuditEvent(kind, accountId, login, address, thing, detail);
    }

    public AuditEvent saying(String words) {
        return new AuditEvent(kind, accountId, login, address, subject, words);
    }

    /** No entry can make another, or what stands beside it in a list, read differently. */
    private static @Nullable String cut(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = Visible.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
