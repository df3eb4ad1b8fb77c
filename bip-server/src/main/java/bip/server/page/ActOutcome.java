package bip.server.page;

/** What became of an act. Where it is not {@link Done}, nothing was changed. */
public sealed interface ActOutcome {

    /**
     * It is done and durable.
     *
     * @param slug where the page stands now
     * @param revision the page's newest
     */
    record Done(long pageId, String slug, int revision) implements ActOutcome {}

    /** It stands so already. */
    record Unchanged() implements ActOutcome {}

    /** There is no such page, or no such section. */
    record Absent() implements ActOutcome {}

    /** The page was withdrawn, and a withdrawn page never comes back (R26). */
    record Withdrawn() implements ActOutcome {}

    /** Somebody saved in between; nothing was overwritten. */
    record Overtaken(int revision) implements ActOutcome {}

    /** Another page has that address or once had it (R26, R64). */
    record AddressTaken(String slug) implements ActOutcome {}

    /** It cannot be one part of an address. */
    record AddressUnusable(String slug) implements ActOutcome {}

    /** Nothing may be written now. */
    record Frozen() implements ActOutcome {}
}
