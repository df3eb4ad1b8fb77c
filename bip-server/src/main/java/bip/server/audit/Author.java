package bip.server.audit;

/**
 * Who does something that is recorded.
 *
 * @param address of the visitor's computer
 */
public record Author(long accountId, String login, String address) {

    /** An event of this author. */
    public AuditEvent does(AuditKind kind) {
        return AuditEvent.of(kind).by(accountId, login).from(address);
    }
}
