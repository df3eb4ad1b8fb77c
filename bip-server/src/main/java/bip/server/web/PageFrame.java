package bip.server.web;

import java.util.List;

/**
 * What stands round the main part of every page. Templates see it as {@code frame}.
 *
 * @param officeName whose bulletin this is, in full
 * @param officeShortName for narrow places
 * @param address one line, or empty
 * @param menu links of the subject menu, in their order
 */
public record PageFrame(
        String officeName, String officeShortName, String address, List<MenuLink> menu) {

    /** What stands there when nothing is known of the office, or the database does not answer. */
    public static final PageFrame DEFAULT =
            new PageFrame("Biuletyn Informacji Publicznej", "BIP", "", List.of());

    public PageFrame {
        menu = List.copyOf(menu);
    }

    /**
     * One link of the subject menu.
     *
     * @param href path on this site
     */
    public record MenuLink(String title, String href) {}
}
