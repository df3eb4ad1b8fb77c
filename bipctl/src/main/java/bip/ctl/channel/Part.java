package bip.ctl.channel;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a source gives of a file, to its end.
 *
 * @param from where in the file it begins
 * @param wholeBytes of the file, as the source says; {@link #UNKNOWN} when it does not
 * @param validator as in {@link Resumption}; null when it has none
 * @param isPage it calls itself a web page
 */
record Part(InputStream in, long from, long wholeBytes, @Nullable String validator, boolean isPage)
        implements Closeable {

    static final long UNKNOWN = -1;

    /** A file from its beginning, of a source from which nothing is gone on with. */
    static Part whole(InputStream in, long bytes) {
        return new Part(in, 0, bytes, null, false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
