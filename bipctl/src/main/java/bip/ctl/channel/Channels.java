package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;

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
        Source source = source(urlOrPath);
        return new SourceChannel(source, new IndexedStatements(source));
    }

    /**
     * The same, signed.
     *
     * @param names which of the repository's channels are followed: {@code stable}
     */
    public static Channel signed(String urlOrPath, Anchor anchor, Set<String> names) {
        Source source = source(urlOrPath);
        return new SourceChannel(source, new SignedStatements(source, anchor, names));
    }

    private static Source source(String urlOrPath) {
        if (urlOrPath.isBlank() || urlOrPath.indexOf('\0') >= 0) {
            throw new CtlException(ErrorCode.C100, urlOrPath);
        }
        if (!urlOrPath.contains("://")) {
            return new FolderSource(Path.of(urlOrPath).toAbsolutePath());
        }
        try {
            return source(new URI(urlOrPath));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CtlException(e, ErrorCode.C100, urlOrPath);
        }
    }

    private static Source source(URI address) {
        String scheme = address.getScheme();
        if ("file".equals(scheme)) {
            return new FolderSource(Path.of(address));
        }
        boolean isHttp = "http".equals(scheme) || "https".equals(scheme);
        if (!isHttp || address.getHost() == null) {
            throw new CtlException(ErrorCode.C100, address);
        }
        return new HttpSource(address);
    }
}
