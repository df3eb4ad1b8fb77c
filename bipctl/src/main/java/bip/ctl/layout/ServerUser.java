package bip.ctl.layout;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** The user that the server runs as on a real machine. */
public final class ServerUser {

    private static final String NAME = "bip";

    private ServerUser() {}

    /**
     * Gives {@code folder} to the server on a real machine; under {@code --root} the caller is the
     * server's user. A link is not followed: the folder above may already be the server's own, and
     * a server that was broken into must not choose what root gives away.
     *
     * @throws CtlException S154 if there is no such user
     */
    public static void own(Layout layout, Path folder) throws IOException {
        if (layout.isSystem()) {
            own(folder, NAME);
        }
    }

    /** The same for what is held open. */
    static void own(Layout layout, PosixFileAttributeView view) throws IOException {
        if (layout.isSystem()) {
            own(view, NAME);
        }
    }

    static void own(Path folder, String name) throws IOException {
        own(
                Files.getFileAttributeView(
                        folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
                name);
    }

    private static void own(PosixFileAttributeView view, String name) throws IOException {
        var lookup = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            UserPrincipal user = lookup.lookupPrincipalByName(name);
            GroupPrincipal group = lookup.lookupPrincipalByGroupName(name);
            view.setOwner(user);
            view.setGroup(group);
        } catch (UserPrincipalNotFoundException e) {
            throw new CtlException(e, ErrorCode.S154, name);
        }
    }
}
