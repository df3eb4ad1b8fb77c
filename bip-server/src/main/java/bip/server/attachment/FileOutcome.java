package bip.server.attachment;

/** What became of an act on a file. Where it is not {@link Done}, nothing was changed. */
public sealed interface FileOutcome {

    /**
     * It is done and durable.
     *
     * @param fileId of the version that was added or ended
     */
    record Done(long pageId, long fileId) implements FileOutcome {}

    /** There is no such page, or no such file beside it now. */
    record Absent() implements FileOutcome {}

    /** The page was withdrawn. */
    record Withdrawn() implements FileOutcome {}

    /** Nothing may be written now. */
    record Frozen() implements FileOutcome {}
}
