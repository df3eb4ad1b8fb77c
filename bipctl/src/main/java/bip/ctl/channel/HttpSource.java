package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Set;

/**
 * A channel on a web server. Uses the JDK's old connection: it loads a tenth of the classes of its
 * new one, and a download needs no more.
 */
record HttpSource(URI base) implements Source {

    private static final int CONNECT_MILLIS = 10_000;

    /** Between two pieces of an answer, not for all of it. */
    private static final int READ_MILLIS = 30_000;

    /** Object stores that list nothing say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    @Override
    public String address() {
        return base.toString();
    }

    @Override
    public InputStream open(String name) throws IOException {
        var connection = connect(name);
        try {
            int status = Waiting.on(connection::getResponseCode);
            if (status != HttpURLConnection.HTTP_OK) {
                Phrase reason = reason(connection, status);
                throw ABSENT.contains(status)
                        ? Unavailable.absent(reason)
                        : new Unavailable(reason);
            }
            return new PacedInput(connection.getInputStream(), PacedInput.SLOWEST);
        } catch (Unavailable e) {
            connection.disconnect();
            throw e;
        } catch (IOException e) {
            connection.disconnect();
            throw unreachable(e);
        }
    }

    private HttpURLConnection connect(String name) throws IOException {
        var connection = (HttpURLConnection) url(name).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setUseCaches(false);
        // The JDK follows only within one scheme: https never leads to http, nor http to a file.
        connection.setInstanceFollowRedirects(true);
        connection.setRequestProperty("Accept-Encoding", "identity");
        return connection;
    }

    /** Query and fragment of the channel's address are kept out: they name no folder. */
    private URI url(String name) throws MalformedURLException {
        String folder = base.getRawPath() == null ? "/" : base.getRawPath();
        String path = folder.endsWith("/") ? folder + name : folder + "/" + name;
        try {
            return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path);
        } catch (IllegalArgumentException e) {
            throw (MalformedURLException) new MalformedURLException(name).initCause(e);
        }
    }

    private static Phrase reason(HttpURLConnection connection, int status) {
        String location = connection.getHeaderField("Location");
        boolean leadsElsewhere = status >= 300 && status < 400 && location != null;
        return leadsElsewhere
                ? Phrase.of("channel.redirect", location)
                : Phrase.of("channel.status", status);
    }

    private static Unavailable unreachable(IOException e) {
        String message = e.getMessage();
        String detail = message == null ? e.getClass().getSimpleName() : message;
        var unavailable = new Unavailable(Phrase.of("channel.unreachable", detail));
        unavailable.initCause(e);
        return unavailable;
    }
}
