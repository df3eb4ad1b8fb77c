package bip.ctl.layout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder that belongs to the server, in which root writes. It is held open, and reached without
 * following a link, so that a server that was broken into cannot lead root elsewhere.
 */
public final class ServerFolder implements AutoCloseable {

    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Layout layout;
    private final Path path;
    private final SecureDirectoryStream<Path> stream;

    private ServerFolder(Layout layout, Path path, SecureDirectoryStream<Path> stream) {
        this.layout = layout;
        this.path = path;
        this.stream = stream;
    }

    /**
     * Opens {@code folder}, made if it is missing.
     *
     * @param folder the server's state folder or below it
     * @throws IOException if a part of the way is a link, or no folder
     */
    public static ServerFolder open(Layout layout, Path folder) throws IOException {
        // Above it everything is root's.
        Path above = layout.serverState().resolveSibling("");
        var at = new ServerFolder(layout, above, held(above));
        for (Path part : above.relativize(folder)) {
            at = at.intoFolder(part.toString());
        }
        return at;
    }

    private ServerFolder intoFolder(String name) throws IOException {
        try (this) {
            return folder(name);
        }
    }

    /** Opens a folder in this one, made if it is missing. */
    public ServerFolder folder(String name) throws IOException {
        Path below = path.resolve(name);
        Path one = Path.of(name);
        try {
            return new ServerFolder(layout, below, open(one));
        } catch (NoSuchFileException e) {
            make(below);
            own(one);
            return new ServerFolder(layout, below, open(one));
        }
    }

    private SecureDirectoryStream<Path> open(Path name) throws IOException {
        return stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PRIVATE_FOLDER);
        } catch (FileAlreadyExistsException e) {
            // Opening it tells whether it is one.
        }
    }

    /** Kept open, and closed with the folder. */
    private static SecureDirectoryStream<Path> held(Path folder) throws IOException {
        var stream = folder.getFileSystem().provider().newDirectoryStream(folder, _ -> true);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this system cannot hold a folder open: " + folder);
    }

    /** Opens a new file, the server's; one that is there is removed first. */
    public FileChannel create(String name) throws IOException {
        delete(name);
        Path file = Path.of(name);
        var channel = stream.newByteChannel(file, NEW, PRIVATE_FILE);
        own(file);
        return (FileChannel) channel;
    }

    /** Opens a file to be read. */
    public FileChannel read(String name) throws IOException {
        return (FileChannel)
                stream.newByteChannel(
                        Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether there is a plain file of that name. */
    public boolean hasFile(String name) throws IOException {
        try {
            return stream.getFileAttributeView(
                            Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Gives {@code from} the name {@code to}; a file of that name is replaced. */
    public void rename(String from, String to) throws IOException {
        stream.move(Path.of(from), stream, Path.of(to));
    }

    /** Removes a file; none is no mistake. */
    public void delete(String name) throws IOException {
        try {
            stream.deleteFile(Path.of(name));
        } catch (NoSuchFileException e) {
            // As wanted.
        }
    }

    private void own(Path name) throws IOException {
        ServerUser.own(
                layout,
                stream.getFileAttributeView(
                        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
