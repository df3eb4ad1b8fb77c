package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Puts what the JDK says of a connection, in English only, into the reader's language. */
final class ConnectionTroubles {

    private ConnectionTroubles() {}

    static Phrase inWords(IOException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case UnknownHostException _ -> Phrase.of("channel.unknownHost", host(said));
            case SocketTimeoutException _ ->
                    Phrase.of(
                            said.startsWith("Connect")
                                    ? "channel.connectTimedOut"
                                    : "channel.readTimedOut");
            case ConnectException _ when said.contains("refused") -> Phrase.of("channel.refused");
            case ProtocolException _ when said.contains("redirected too many times") ->
                    Phrase.of("channel.redirects");
            default -> byWords(said);
        };
    }

    /** The JDK has no types for these. */
    private static Phrase byWords(String said) {
        if (said.contains("Premature EOF") || said.contains("Unexpected end of file")) {
            return Phrase.of("channel.ended");
        }
        return said.contains("Connection reset")
                ? Phrase.of("channel.reset")
                : Phrase.of("channel.unreachable", said);
    }

    /** Of {@code host: Name or service not known}. */
    private static String host(String said) {
        int end = said.indexOf(':');
        return end < 0 ? said : said.substring(0, end);
    }
}
