package bip.server.section;

/** What stands at a section's address. */
public sealed interface FoundSection {

    /** This section. */
    record Here(Section section) implements FoundSection {}

    /** A section that has another address now. */
    record Moved(Section section) implements FoundSection {}

    /** No section has or ever had this address. */
    record Absent() implements FoundSection {}
}
