package bip.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers each connection's requests in one bad (or good) manner. */
final class BadServer implements AutoCloseable {
    private static final String PAGE = "<html>all of it</html>\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Manner manner;

    /** How it answers one request; returns whether the connection goes on. */
    enum Manner {
        WELL {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                out.write(whole("200 OK", PAGE, PAGE.length()));
                return true;
            }
        },
        RESETS {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                visitor.setSoLinger(true, 0);
                return false;
            }
        },
        ENDS_WITHOUT_A_WORD {
            @Override
            boolean answer(Socket visitor, OutputStream out) {
                return false;
            }
        },
        CUTS_THE_BODY {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                out.write(whole("200 OK", "<html>half", PAGE.length()));
                return false;
            }
        },
        FORGETS_THE_END_OF_THE_PAGE {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                out.write(whole("200 OK", "<html>", 6));
                return true;
            }
        },
        IS_SORRY {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                out.write(whole("503 Service Unavailable", PAGE, PAGE.length()));
                return true;
            }
        },
        SAYS_NOTHING {
            @Override
            boolean answer(Socket visitor, OutputStream out) throws IOException {
                try {
                    Thread.sleep(Duration.ofSeconds(20));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
        };

        abstract boolean answer(Socket visitor, OutputStream out) throws IOException;

        private static byte[] whole(String status, String body, int length) {
            return "HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(status, length, body)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    BadServer(Manner manner) throws IOException {
        this.manner = manner;
        RawServing.begin(socket, this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve(Socket visitor) {
        try (visitor) {
            boolean goesOn = true;
            while (goesOn && readHead(visitor.getInputStream())) {
                goesOn = manner.answer(visitor, visitor.getOutputStream());
            }
        } catch (IOException _) {
            // The visitor has gone.
        }
    }

    /** Whether a request came. */
    private static boolean readHead(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int letter = in.read();
            if (letter < 0) {
                return false;
            }
            if (letter != '\r') {
                newlines = letter == '\n' ? newlines + 1 : 0;
            }
        }
        return true;
    }
}
