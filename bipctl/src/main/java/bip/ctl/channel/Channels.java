package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens a release channel by its address. */
public final class Channels {

    private Channels() {}

    /**
     * The channel at {@code urlOrPath}, with an index that nobody signed: an address with http or
     * https, a file address, or a folder. Nothing is read yet.
     *
     * @throws CtlException if it is neither
     */
    public static Channel unsigned(String urlOrPath) {
        return unsigned(urlOrPath, Access.PLAIN);
    }

    /** The same, used so. */
    public static Channel unsigned(String urlOrPath, Access access) {
        Source source = source(urlOrPath, access);
        return new SourceChannel(source, new IndexedStatements(source), access);
    }

    /**
     * The same, signed.
     *
     * @param names which of the repository's channels are followed: {@code stable}
     */
    public static Channel signed(
            String urlOrPath, Anchor anchor, Set<String> names, Access access) {
        Source source = source(urlOrPath, access);
        return new SourceChannel(
                source, new SignedStatements(source, anchor, names, access), access);
    }

    /** Whether {@code file} is a bundle, whatever it is called. */
    public static boolean isBundle(Path file) throws IOException {
        return Bundle.isOne(file);
    }

    /**
     * A channel of the one release that a person carried here in {@code file}: a bundle with its
     * own signed statements, or an archive that those of the channel list.
     *
     * @param grace for how long a bundle is good after its statements have expired
     * @param urlOrPath the channel whose statements are asked about an archive; null when none is
     *     known
     * @throws CtlException C131 if it is a bundle and not as the contract says
     */
    public static Channel carried(
            Path file, Anchor anchor, Access access, Duration grace, @Nullable String urlOrPath)
            throws IOException {
        if (Bundle.isOne(file)) {
            Bundle bundle = Bundle.open(file);
            return new SourceChannel(
                    new BundleSource(bundle),
                    new BundleStatements(bundle, anchor, Tolerance.ofBundle(access, grace)),
                    access);
        }
        Source channel = urlOrPath == null ? null : source(urlOrPath, access);
        return new SourceChannel(
                new ArchiveFile(file),
                new ArchiveStatements(file, anchor, access, channel),
                access);
    }

    private static Source source(String urlOrPath, Access access) {
        if (urlOrPath.isBlank() || urlOrPath.indexOf('\0') >= 0) {
            throw new CtlException(ErrorCode.C100, urlOrPath);
        }
        if (!urlOrPath.contains("://")) {
            return new FolderSource(Path.of(urlOrPath).toAbsolutePath());
        }
        try {
            return source(new URI(urlOrPath), access);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CtlException(e, ErrorCode.C100, urlOrPath);
        }
    }

    private static Source source(URI address, Access access) {
        String scheme = address.getScheme();
        if ("file".equals(scheme)) {
            return new FolderSource(Path.of(address));
        }
        boolean isHttp = "http".equals(scheme) || "https".equals(scheme);
        if (!isHttp || address.getHost() == null) {
            throw new CtlException(ErrorCode.C100, address);
        }
        return new HttpSource(address, access.proxies());
    }
}
