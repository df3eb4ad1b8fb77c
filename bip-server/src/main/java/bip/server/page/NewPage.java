package bip.server.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that is to be published.
 *
 * @param slug its address; empty for one made of its title
 * @param sectionId its place in the subject menu; null for none
 * @param reason for the register of changes; public
 */
public record NewPage(
        PageContent content, String slug, @Nullable Long sectionId, String reason, Actor who) {

    public NewPage {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an act without a reason");
        }
    }
}
