package bip.server.web;

import java.util.List;

/**
 * What stands round the main part of every page. Templates see it as {@code frame}.
 *
 * @param officeName whose bulletin this is, in full
 * @param officeShortName for narrow places
 * @param address one line, or empty
 * @param menu links of the subject menu, in their order
 * @param contacts how the office is reached, in their order (R3)
 */
public record PageFrame(
        String officeName,
        String officeShortName,
        String address,
        List<MenuLink> menu,
        List<Contact> contacts) {

    /** What stands there when nothing is known of the office, or the database does not answer. */
    public static final PageFrame DEFAULT =
            new PageFrame("Biuletyn Informacji Publicznej", "BIP", "", List.of(), List.of());

    public PageFrame {
        menu = List.copyOf(menu);
        contacts = List.copyOf(contacts);
    }

    /**
     * One link of the subject menu.
     *
     * @param href path on this site
     */
    public record MenuLink(String title, String href) {}

    /**
     * Somebody who can be called or written to.
     *
     * @param phone as written, or empty
     * @param email or empty
     */
    public record Contact(String name, String phone, String email) {}
}
