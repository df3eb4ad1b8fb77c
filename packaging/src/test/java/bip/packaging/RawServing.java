package bip.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/** What the servers of tests share that answer as no real one would. */
final class RawServing {

    private RawServing() {}

    /** Gives each connection to {@code visit}, on a thread of its own, until it is closed. */
    static void begin(ServerSocket socket, Consumer<Socket> visit) {
        Thread.ofVirtual().start(() -> accept(socket, visit));
    }

    private static void accept(ServerSocket socket, Consumer<Socket> visit) {
        try {
            while (true) {
                Socket visitor = socket.accept();
                Thread.ofVirtual().start(() -> visit.accept(visitor));
            }
        } catch (SocketException closed) {
            // The end.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The head of a request, with the empty line at its end.
     *
     * @throws IOException if the connection ends before
     */
    static String head(Socket visitor) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int letter = visitor.getInputStream().read();
            if (letter < 0) {
                throw new IOException("no request");
            }
            head.append((char) letter);
        }
        return head.toString();
    }
}
