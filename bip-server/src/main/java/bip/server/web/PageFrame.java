package bip.server.web;

import bip.server.text.PhoneAddress;
import java.util.List;

/**
 * What stands round the main part of every page. Templates see it as {@code frame}.
 *
 * @param officeName whose bulletin this is, in full
 * @param officeShortName for narrow places
 * @param address one line, or empty
 * @param menu the subject menu, in its order
 * @param contacts how the office is reached, in their order (R3)
 * @param featured pages that the editors put forward
 * @param site address that citizens use, without a slash at its end; empty when not known
 */
public record PageFrame(
        String officeName,
        String officeShortName,
        String address,
        List<MenuLink> menu,
        List<Contact> contacts,
        List<MenuLink> featured,
        String site) {

    /** What stands there when nothing is known of the office, or the database does not answer. */
    public static final PageFrame DEFAULT =
            new PageFrame(
                    "Biuletyn Informacji Publicznej",
                    "BIP",
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    "");

    public PageFrame {
        menu = List.copyOf(menu);
        contacts = List.copyOf(contacts);
        featured = List.copyOf(featured);
    }

    /**
     * One link of the subject menu, with those under it.
     *
     * @param href path on this site
     * @param about a few words on what is there, or empty
     */
    public record MenuLink(String title, String href, String about, List<MenuLink> children) {
        public MenuLink {
            children = List.copyOf(children);
        }

        /** A link with nothing under it. */
        public MenuLink(String title, String href) {
            this(title, href, "", List.of());
        }
    }

    /**
     * Somebody who can be called or written to.
     *
     * @param phone as written, or empty
     * @param email or empty
     */
    public record Contact(String name, String phone, String email) {
        /** For a telephone to call; empty when it cannot be told. */
        public String phoneHref() {
            return PhoneAddress.of(phone);
        }
    }
}
