package bip.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** Serves the files of a channel over HTTP, in a good or a bad manner. */
final class UnreliableChannel implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-\r\n");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Path folder;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.WELL;

    /** After so many bytes of an archive it ends the connection; it gives the rest when asked. */
    private volatile int cutAfter;

    /** How it answers one request. */
    interface Manner {
        Manner WELL = (_, content, out) -> whole(content, out);

        /** A network that wants people to sign in first: 200, and a page. */
        Manner CAPTIVE_PORTAL =
                (_, _, out) ->
                        whole(
                                "<html>Sign in to our network</html>"
                                        .getBytes(StandardCharsets.UTF_8),
                                out);

        void answer(String name, byte[] content, OutputStream out) throws IOException;

        /** Only the archive is answered so; the index well. */
        default Manner forArchives() {
            return (name, content, out) ->
                    (name.endsWith(".tar.gz") ? this : WELL).answer(name, content, out);
        }

        /** Promises all of it and ends the connection after that part. */
        static Manner cutAt(int percent) {
            return (_, content, out) -> {
                head(content.length, out);
                out.write(content, 0, (int) ((long) content.length * percent / 100));
            };
        }

        /** Sends half, then nothing until {@code goesOn}. */
        static Manner stalling(CountDownLatch stalls, CountDownLatch goesOn) {
            return (_, content, out) -> {
                head(content.length, out);
                out.write(content, 0, content.length / 2);
                out.flush();
                stalls.countDown();
                await(goesOn);
                out.write(content, content.length / 2, content.length - content.length / 2);
            };
        }

        /** Promises and sends only that part, as a proxy with a limit does. */
        static Manner truncatedTo(int percent) {
            return (_, content, out) ->
                    whole(
                            java.util.Arrays.copyOf(
                                    content, (int) ((long) content.length * percent / 100)),
                            out);
        }

        /** One bit is another. */
        static Manner garbled() {
            return (_, content, out) -> {
                byte[] other = content.clone();
                other[other.length / 2] ^= 1;
                whole(other, out);
            };
        }

        private static void whole(byte[] content, OutputStream out) throws IOException {
            head(content.length, out);
            out.write(content);
        }

        private static void head(int length, OutputStream out) throws IOException {
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(length)
                            .getBytes(StandardCharsets.US_ASCII));
        }

        private static void await(CountDownLatch latch) throws IOException {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    UnreliableChannel(Path folder) throws IOException {
        this.folder = folder;
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    void answers(Manner newManner) {
        manner = newManner;
        cutAfter = 0;
    }

    /** As a good server on a bad line: each answer with an archive ends after so many bytes. */
    void cutsAfter(int bytes) {
        manner = Manner.WELL;
        cutAfter = bytes;
    }

    /** First lines and headers of all requests. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket visitor = socket.accept();
                Thread.ofVirtual().start(() -> serve(visitor));
            }
        } catch (SocketException closed) {
            // The end.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serve(Socket visitor) {
        try (visitor) {
            String head = head(visitor);
            heads.add(head);
            String name = head.replaceAll("(?s)^GET /(\\S*) .*", "$1");
            byte[] content = Files.readAllBytes(folder.resolve(name));
            if (cutAfter > 0 && name.endsWith(".tar.gz")) {
                rest(head, content, visitor.getOutputStream());
            } else {
                manner.answer(name, content, visitor.getOutputStream());
            }
            visitor.getOutputStream().flush();
        } catch (IOException _) {
            // The visitor has gone.
        }
    }

    private void rest(String head, byte[] content, OutputStream out) throws IOException {
        var range = RANGE.matcher(head);
        int from = range.find() ? Integer.parseInt(range.group(1)) : 0;
        String status =
                from == 0
                        ? "200 OK\r\n"
                        : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\n"
                                .formatted(from, content.length - 1, content.length);
        out.write(
                ("HTTP/1.1 "
                                + status
                                + "ETag: \"1\"\r\nContent-Length: "
                                + (content.length - from)
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(content, from, Math.min(cutAfter, content.length - from));
    }

    private static String head(Socket visitor) throws IOException {
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
