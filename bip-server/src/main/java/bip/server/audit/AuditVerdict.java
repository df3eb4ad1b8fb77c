package bip.server.audit;

/** What a look at the whole chain found. */
public sealed interface AuditVerdict {
    /**
     * Every entry is there and as it was written.
     *
     * @param head hash of the last entry, 64 zeros when there is none; note it down elsewhere to
     *     find out later that the whole chain was written anew
     */
    record Whole(long entries, String head) implements AuditVerdict {}

    /**
     * Something was changed, removed or put elsewhere.
     *
     * @param number the first entry that does not fit
     */
    record Broken(long number, String problem) implements AuditVerdict {}
}
