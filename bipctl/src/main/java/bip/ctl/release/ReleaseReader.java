package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads a release archive against its manifest, which comes first: each further entry must be one
 * that the manifest lists, or a folder of one.
 */
final class ReleaseReader implements AutoCloseable {

    private static final Pattern MANIFEST_NAME =
            Pattern.compile("(bip-server-([0-9.]+)/)" + Pattern.quote(ReleaseArchive.MANIFEST));

    private final Path archive;
    private final ArchiveInput input;
    private final String top;
    private final byte[] manifestBytes;
    private final ReleaseManifest manifest;
    private final Map<String, ListedFile> listed = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    /** What is done with a file. */
    interface Sink {
        /**
         * Takes one file, whose size, mode and name are as listed.
         *
         * @param content gives its bytes; must be read to its end
         */
        void file(ListedFile file, Content content) throws IOException;
    }

    /** The bytes of one file. */
    interface Content {
        /** As {@link java.io.InputStream#read(byte[])}. */
        int read(byte[] buffer);
    }

    private ReleaseReader(Path archive, ArchiveInput input) {
        this.archive = archive;
        this.input = input;
        TarArchiveEntry entry = manifestEntry();
        Matcher name = MANIFEST_NAME.matcher(entry.getName());
        if (!name.matches() || entry.isDirectory()) {
            throw noManifest();
        }
        this.top = name.group(1);
        this.manifestBytes = content(entry);
        this.manifest = ReleaseManifest.parse(manifestBytes);
        if (!manifest.version().toString().equals(name.group(2))) {
            throw named(entry.getName(), Phrase.of("path.outside", top(manifest)));
        }
        rememberListed();
    }

    /**
     * Opens {@code archive} and reads its manifest.
     *
     * @param progress told how many bytes of the archive were read
     * @throws CtlException if it does not begin as a release archive does
     */
    static ReleaseReader open(Path archive, LongConsumer progress) throws IOException {
        ArchiveInput input = ArchiveInput.open(archive, progress);
        try {
            return new ReleaseReader(archive, input);
        } catch (CtlException e) {
            input.close();
            throw e;
        }
    }

    ReleaseManifest manifest() {
        return manifest;
    }

    byte[] manifestBytes() {
        return manifestBytes.clone();
    }

    /**
     * Reads all the rest.
     *
     * @throws CtlException if the archive holds anything but what its manifest lists
     */
    void readFiles(Sink sink) throws IOException {
        for (var entry = input.next(); entry.isPresent(); entry = input.next()) {
            read(entry.get(), sink);
        }
        input.finish();
        for (String path : listed.keySet()) {
            if (!seen.contains(path)) {
                throw mismatch("contents.missing", path);
            }
        }
    }

    /** An entry for the top folder may come before the manifest, since tar writes it so. */
    private TarArchiveEntry manifestEntry() {
        TarArchiveEntry first = firstEntry();
        if (first.isDirectory() && first.getName().indexOf('/') == first.getName().length() - 1) {
            seen.add("");
            return firstEntry();
        }
        return first;
    }

    private TarArchiveEntry firstEntry() {
        TarArchiveEntry entry = input.next().orElseThrow(this::noManifest);
        checkForm(entry);
        return entry;
    }

    private byte[] content(TarArchiveEntry entry) {
        if (entry.getSize() > ArchiveBounds.MANIFEST_BYTES) {
            throw new CtlException(
                    ErrorCode.R102, Phrase.of("json.tooLong", ArchiveBounds.MANIFEST_BYTES));
        }
        input.allowContent(entry.getSize());
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    private void rememberListed() {
        folders.add("");
        for (ListedFile file : manifest.files()) {
            String path = file.path();
            listed.put(path, file);
            for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
                folders.add(path.substring(0, i));
            }
        }
    }

    private void read(TarArchiveEntry entry, Sink sink) throws IOException {
        checkForm(entry);
        if (!entry.getName().startsWith(top)) {
            throw named(entry.getName(), Phrase.of("path.outside", top));
        }
        String path = withoutSlash(entry.getName().substring(top.length()), entry);
        boolean known = entry.isDirectory() ? folders.contains(path) : listed.containsKey(path);
        boolean isManifest = path.equals(ReleaseArchive.MANIFEST);
        if (!known && !isManifest) {
            throw mismatch("contents.unlisted", path);
        }
        if (isManifest || !seen.add(path)) {
            throw named(entry.getName(), Phrase.of("path.twice"));
        }
        ListedFile file = listed.get(path);
        if (file != null) {
            read(entry, file, sink);
        }
    }

    private void read(TarArchiveEntry entry, ListedFile file, Sink sink) throws IOException {
        if (entry.getSize() != file.sizeBytes()) {
            throw mismatch("contents.size", file.path());
        }
        if (permissions(entry) != (file.executable() ? 0755 : 0644)) {
            throw mismatch("contents.mode", file.path());
        }
        input.allowContent(file.sizeBytes());
        sink.file(file, input::read);
    }

    /** A plain file or folder with a plain name and plain permissions. */
    private void checkForm(TarArchiveEntry entry) {
        String name = withoutSlash(entry.getName(), entry);
        ArchivePaths.problem(name)
                .ifPresent(problem -> {
                    throw named(entry.getName(), problem);
                });
        EntryTypes.problem(entry)
                .ifPresent(what -> {
                    throw new CtlException(ErrorCode.R103, archive, name, what);
                });
    }

    private static String withoutSlash(String name, TarArchiveEntry entry) {
        return entry.isDirectory() && name.endsWith("/")
                ? name.substring(0, name.length() - 1)
                : name;
    }

    private static int permissions(TarArchiveEntry entry) {
        return entry.getMode() & 07777;
    }

    private static String top(ReleaseManifest manifest) {
        return "bip-server-" + manifest.version() + "/";
    }

    private CtlException noManifest() {
        return new CtlException(ErrorCode.R101, archive, Phrase.of("archive.noManifest"));
    }

    private CtlException named(String name, Phrase problem) {
        return new CtlException(ErrorCode.R104, archive, name, problem);
    }

    private CtlException mismatch(String key, String path) {
        return new CtlException(ErrorCode.R106, archive, Phrase.of(key, path));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
