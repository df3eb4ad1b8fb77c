package bip.server.page;

/**
 * Something that is to be done to a page, with why and by whom.
 *
 * @param reason for the register of changes; public
 */
public record PageAct(long pageId, String reason, Actor who) {

    public PageAct {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an act without a reason");
        }
    }
}
