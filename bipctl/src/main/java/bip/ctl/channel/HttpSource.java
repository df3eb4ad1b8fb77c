package bip.ctl.channel;

import bip.ctl.channel.PacedInput.Pace;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A channel on a web server. Uses the JDK's old connection: it loads a tenth of the classes of its
 * new one, and a download needs no more.
 */
record HttpSource(URI base, Proxies proxies, Pace pace) implements Source {

    private static final int CONNECT_MILLIS = 10_000;

    /** Between two pieces of an answer, not for all of it. */
    private static final int READ_MILLIS = 30_000;

    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** Object stores that list nothing say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    /** Request timeout and too many requests; all of the server's own errors too. */
    private static final Set<Integer> PASSING = Set.of(408, 429);

    HttpSource(URI base, Proxies proxies) {
        this(base, proxies, PacedInput.SLOWEST);
    }

    @Override
    public String address() {
        return base.toString();
    }

    @Override
    public Part part(String name, Resumption wanted) throws IOException {
        if (wanted.isPossible()) {
            Optional<Part> part = answer(name, wanted);
            if (part.isPresent()) {
                return part.get();
            }
        }
        return answer(name, Resumption.NONE)
                .orElseThrow(() -> new Unavailable(Phrase.of("channel.noFile")));
    }

    /** Empty when what comes is neither the rest that was asked for nor all of the file. */
    private Optional<Part> answer(String name, Resumption wanted) throws IOException {
        HttpURLConnection connection = connect(name);
        if (wanted.isPossible()) {
            connection.setRequestProperty("Range", "bytes=" + wanted.from() + "-");
            connection.setRequestProperty("If-Range", wanted.validator());
        }
        try {
            int status = Waiting.on(connection::getResponseCode);
            if (status == HttpURLConnection.HTTP_OK) {
                return Optional.of(part(connection, 0, connection.getContentLengthLong()));
            }
            if (wanted.isPossible() && status == HttpURLConnection.HTTP_PARTIAL) {
                if (isRest(connection, wanted)) {
                    return Optional.of(part(connection, wanted.from(), wanted.wholeBytes()));
                }
                connection.disconnect();
                return Optional.empty();
            }
            if (wanted.isPossible() && status == RANGE_NOT_SATISFIABLE) {
                connection.disconnect();
                return Optional.empty();
            }
            throw unavailable(connection, status);
        } catch (IOException e) {
            connection.disconnect();
            throw Unavailable.passing(e);
        }
    }

    private Part part(HttpURLConnection connection, long from, long wholeBytes) throws IOException {
        String type = connection.getContentType();
        return new Part(
                new PacedInput(connection.getInputStream(), pace),
                from,
                wholeBytes,
                HttpValidators.find(connection).orElse(null),
                type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html"));
    }

    private static boolean isRest(HttpURLConnection connection, Resumption wanted) {
        // Some servers take no notice of If-Range and give a piece of another file.
        boolean isSame =
                HttpValidators.find(connection)
                        .filter(it -> !it.equals(wanted.validator()))
                        .isEmpty();
        return isSame
                && ContentRange.find(connection.getHeaderField("Content-Range"))
                        .filter(it -> it.isRest(wanted))
                        .isPresent();
    }

    private HttpURLConnection connect(String name) throws IOException {
        HttpURLConnection connection = proxies.open(url(name));
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

    private static Unavailable unavailable(HttpURLConnection connection, int status) {
        Phrase reason = reason(connection, status);
        if (ABSENT.contains(status)) {
            return Unavailable.absent(reason);
        }
        return status >= 500 || PASSING.contains(status)
                ? Unavailable.passing(reason)
                : new Unavailable(reason);
    }

    private static Phrase reason(HttpURLConnection connection, int status) {
        String location = connection.getHeaderField("Location");
        boolean leadsElsewhere = status >= 300 && status < 400 && location != null;
        return leadsElsewhere
                ? Phrase.of("channel.redirect", location)
                : Phrase.of("channel.status", status);
    }
}
