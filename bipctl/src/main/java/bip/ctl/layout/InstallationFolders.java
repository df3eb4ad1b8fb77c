package bip.ctl.layout;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Makes the folders of an installation, with their modes and owners. */
public final class InstallationFolders {

    /** Only the tool's user may see it: operations name people, downloads are not yet verified. */
    private static final String PRIVATE = "rwx------";

    /** The server's data; its group may read logs. */
    private static final String SHARED = "rwxr-x---";

    /** Programs and flags, which the server's user must be able to read. */
    private static final String OPEN = "rwxr-xr-x";

    private InstallationFolders() {}

    /** One that belongs here. */
    private record Folder(Path path, String mode, boolean isServers) {}

    /**
     * Makes what is missing. Folders that are there keep the mode that their owner gave them.
     *
     * @throws CtlException if this user may not
     */
    public static void ensure(Layout layout) throws IOException {
        for (Folder folder : folders(layout)) {
            if (!Files.isDirectory(folder.path())) {
                make(layout, folder);
            }
        }
    }

    private static List<Folder> folders(Layout layout) {
        var folders = new ArrayList<Folder>();
        folders.add(new Folder(layout.releases(), OPEN, false));
        folders.add(new Folder(layout.generations(), OPEN, false));
        folders.add(new Folder(layout.aotCaches(), OPEN, false));
        folders.add(new Folder(layout.serverState(), PRIVATE, true));
        folders.add(new Folder(layout.data(), PRIVATE, true));
        folders.add(new Folder(layout.logs(), SHARED, true));
        folders.add(new Folder(layout.toolEnvironment().resolveSibling(""), OPEN, false));
        folders.add(new Folder(layout.operations().resolveSibling(""), PRIVATE, false));
        folders.add(new Folder(layout.operations(), PRIVATE, false));
        folders.add(new Folder(layout.downloads(), PRIVATE, false));
        folders.add(new Folder(layout.lock().resolveSibling(""), OPEN, false));
        if (!layout.isSystem()) {
            folders.add(new Folder(layout.process(), SHARED, true));
        }
        return folders;
    }

    private static void make(Layout layout, Folder folder) throws IOException {
        try {
            makeParents(folder.path().resolveSibling(""));
            Files.createDirectory(folder.path());
            // Not as an attribute of the making: there the umask would take bits away.
            Files.setPosixFilePermissions(
                    folder.path(), PosixFilePermissions.fromString(folder.mode()));
            if (folder.isServers()) {
                ServerUser.own(layout, folder.path());
            }
            syncName(folder.path());
        } catch (AccessDeniedException e) {
            throw new CtlException(e, ErrorCode.L102, folder.path());
        }
    }

    /** Everybody must be able to pass them, whatever the umask of this process. */
    private static void makeParents(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeParents(folder.resolveSibling(""));
        try {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OPEN));
            syncName(folder);
        } catch (FileAlreadyExistsException e) {
            // Another process made it meanwhile.
        }
    }

    /** What is synced in a folder is lost in a power cut with the folder's own name. */
    private static void syncName(Path folder) throws IOException {
        AtomicFiles.syncFolder(folder.resolveSibling(""));
    }
}
