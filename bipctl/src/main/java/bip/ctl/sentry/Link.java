package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The way to a receiver, step by step on sockets of our own, so that each step that fails has its
 * own name: a library's HTTP client would tell all of them as one exception.
 *
 * @param trust whose word on certificates is taken; asked only for TLS
 * @param connectLimit for one address
 * @param answerLimit for the whole answer
 */
record Link(Supplier<SSLSocketFactory> trust, Duration connectLimit, Duration answerLimit) {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

    static Link usual() {
        return new Link(SystemTrust::usual, USUAL_LIMIT, USUAL_LIMIT);
    }

    /**
     * Looks up the host's addresses.
     *
     * @throws CtlException T110 if nobody knows it
     */
    List<InetAddress> resolve(Dsn dsn) {
        try {
            return Arrays.asList(InetAddress.getAllByName(dsn.hostName()));
        } catch (UnknownHostException e) {
            throw new CtlException(e, ErrorCode.T110, dsn.hostName());
        }
    }

    /**
     * Connects to the first address that takes it.
     *
     * @throws CtlException T111 to T113, for the last address
     */
    Socket connect(Dsn dsn, List<InetAddress> addresses) throws IOException {
        CtlException last = new CtlException(ErrorCode.T110, dsn.hostName());
        for (InetAddress address : addresses) {
            var socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, dsn.port()), (int) connectLimit.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = notConnected(dsn, address, e);
            }
        }
        throw last;
    }

    private CtlException notConnected(Dsn dsn, InetAddress address, IOException e) {
        String where = address.getHostAddress();
        String reason = String.valueOf(e.getMessage());
        if (e instanceof SocketTimeoutException) {
            return new CtlException(
                    e, ErrorCode.T112, dsn.place(), where, connectLimit.toSeconds());
        }
        return reason.contains("refused")
                ? new CtlException(e, ErrorCode.T111, dsn.place(), where, dsn.port())
                : new CtlException(e, ErrorCode.T113, dsn.place(), where, reason);
    }

    /**
     * Makes the connection a TLS one, the host's name checked.
     *
     * @throws CtlException T120 to T124, T135, T138
     */
    SSLSocket secure(Dsn dsn, Socket connected) throws IOException {
        var socket =
                (SSLSocket) trust.get().createSocket(connected, dsn.hostName(), dsn.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) answerLimit.toMillis());
        try {
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            throw CertificateTrouble.of(dsn, e);
        } catch (IOException e) {
            throw unanswered(dsn, e);
        }
    }

    /**
     * Posts an event.
     *
     * @throws CtlException T135, T136, T138 if there is no answer to judge
     */
    HttpAnswer post(Dsn dsn, Socket socket, Event event) {
        try {
            byte[] envelope = event.envelope();
            var out = socket.getOutputStream();
            out.write(head(dsn, event, envelope.length).getBytes(StandardCharsets.US_ASCII));
            out.write(envelope);
            out.flush();
            return HttpAnswer.read(new DeadlineInput(socket, answerLimit));
        } catch (HttpAnswer.NotHttp e) {
            throw new CtlException(e, ErrorCode.T136, dsn.place());
        } catch (IOException e) {
            throw unanswered(dsn, e);
        }
    }

    private static String head(Dsn dsn, Event event, int length) {
        String client = "bipctl/" + event.tool();
        return "POST "
                + dsn.envelopePath()
                + " HTTP/1.1\r\nHost: "
                + dsn.place()
                + "\r\nUser-Agent: "
                + client
                + "\r\nX-Sentry-Auth: Sentry sentry_version=7, sentry_client="
                + client
                + ", sentry_key="
                + dsn.key()
                + (dsn.secret().isEmpty() ? "" : ", sentry_secret=" + dsn.secret())
                + "\r\nContent-Type: application/x-sentry-envelope\r\nContent-Length: "
                + length
                + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    }

    private CtlException unanswered(Dsn dsn, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return new CtlException(e, ErrorCode.T135, dsn.place(), answerLimit.toSeconds());
        }
        String reason = e instanceof EOFException ? "EOF" : String.valueOf(e.getMessage());
        return new CtlException(e, ErrorCode.T138, dsn.place(), reason);
    }
}
