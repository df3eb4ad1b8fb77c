package bip.server.inspection;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be wrong with a bulletin, as docs/contract/maintenance.md has it; never renamed. */
enum FindingKind {
    /** Another schema than a bulletin's of this release; only the file as such was looked at. */
    SCHEMA("schema"),
    /** A part could not be looked at, because the file is damaged there. */
    UNREADABLE("unreadable"),
    INTEGRITY("integrity"),
    FOREIGN_KEY("foreign-key"),
    AUDIT_CHAIN("audit-chain"),
    PAGE_WITHOUT_REVISION("page-without-revision"),
    REVISION_GAP("revision-gap"),
    PAGE_WITHOUT_CHANGE_ENTRY("page-without-change-entry"),
    /** A row names no content that could be kept. */
    ATTACHMENT_HASH("attachment-hash"),
    ATTACHMENT_MISSING("attachment-missing"),
    ATTACHMENT_SIZE("attachment-size"),
    ATTACHMENT_CONTENT("attachment-content"),
    /** The file is there and cannot be read. */
    ATTACHMENT_UNREADABLE("attachment-unreadable");

    private final String word;

    FindingKind(String word) {
        this.word = word;
    }

    @JsonValue
    String word() {
        return word;
    }
}
