package bip.ctl.layout;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the folders of an installation, with their modes. */
public final class InstallationFolders {

    /** Only the tool's user may see it: operations name people, downloads are not yet verified. */
    private static final String PRIVATE = "rwx------";

    /** The server's data: its user and group. */
    private static final String DATA = "rwxr-x---";

    /** Programs and flags, which the server's user must be able to read. */
    private static final String OPEN = "rwxr-xr-x";

    private InstallationFolders() {}

    /**
     * Makes what is missing. Folders that are there keep the mode that their owner gave them.
     *
     * @throws CtlException if this user may not
     */
    public static void ensure(Layout layout) throws IOException {
        for (var folder : modes(layout).entrySet()) {
            ensure(folder.getKey(), folder.getValue());
        }
    }

    private static Map<Path, String> modes(Layout layout) {
        var modes = new LinkedHashMap<Path, String>();
        modes.put(layout.releases(), OPEN);
        modes.put(layout.generations(), OPEN);
        modes.put(layout.serverState(), DATA);
        modes.put(layout.data(), DATA);
        modes.put(layout.logs(), DATA);
        modes.put(layout.toolEnvironment().resolveSibling(""), OPEN);
        modes.put(layout.operations().resolveSibling(""), PRIVATE);
        modes.put(layout.operations(), PRIVATE);
        modes.put(layout.downloads(), PRIVATE);
        modes.put(layout.lock().resolveSibling(""), OPEN);
        modes.put(layout.process(), DATA);
        return modes;
    }

    private static void ensure(Path folder, String mode) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            // Not as an attribute of the making: there the umask would take bits away.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        } catch (AccessDeniedException e) {
            throw new CtlException(e, ErrorCode.L102, folder);
        }
    }
}
