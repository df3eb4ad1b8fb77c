package bip.server.page;

/**
 * A new text for a page.
 *
 * @param basedOn number of the revision that the editor began from
 * @param reason for the register of changes
 * @param accountId who saves it
 * @param address from where
 */
public record PageEdit(
        long pageId,
        int basedOn,
        String title,
        String markdown,
        String reason,
        long accountId,
        String login,
        String address) {}
