package bip.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Serves the files of a channel over HTTP, in a good or a bad manner. */
final class UnreliableChannel implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-\r\n");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Path folder;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.WELL;

    /**
     * What is asked for.
     *
     * @param head first line and headers
     * @param name of a file
     */
    record Request(String head, String name) {

        static Request read(Socket visitor) throws IOException {
            String head = RawServing.head(visitor);
            return new Request(head, head.replaceAll("(?s)^GET /(\\S*) .*", "$1"));
        }

        boolean isForArchive() {
            return name.endsWith(".tar.gz");
        }

        /** From which byte on; 0 for all of it. */
        int from() {
            var range = RANGE.matcher(head);
            return range.find() ? Integer.parseInt(range.group(1)) : 0;
        }
    }

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

        void answer(Request request, byte[] content, OutputStream out) throws IOException;

        /** Only the archive is answered so; the index well. */
        default Manner forArchives() {
            return (request, content, out) ->
                    (request.isForArchive() ? this : WELL).answer(request, content, out);
        }

        /** Once so, and from then on as {@code next}. */
        default Manner then(Manner next) {
            var isOver = new AtomicBoolean();
            return (request, content, out) ->
                    (isOver.getAndSet(true) ? next : this).answer(request, content, out);
        }

        /** Of another file of that size: one bit in its first half is another. */
        default Manner changed() {
            return (request, content, out) -> {
                byte[] other = content.clone();
                other[other.length / 4] ^= 1;
                answer(request, other, out);
            };
        }

        /**
         * Gives what is asked for, the rest of a file too, and ends the connection after so many
         * bytes. It looks at no {@code If-Range}, as some do.
         */
        static Manner parts(String tag, int most) {
            return (request, content, out) -> {
                int from = request.from();
                String status =
                        from == 0
                                ? "200 OK\r\n"
                                : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\n"
                                        .formatted(from, content.length - 1, content.length);
                head(status + "ETag: \"" + tag + "\"\r\n", content.length - from, out);
                out.write(content, from, Math.min(most, content.length - from));
            };
        }

        /** Says by which tag one may go on, and gives all of it from the beginning each time. */
        static Manner deafToRanges(String tag, int percent) {
            return (_, content, out) -> {
                head("200 OK\r\nETag: \"" + tag + "\"\r\n", content.length, out);
                out.write(content, 0, (int) ((long) content.length * percent / 100));
            };
        }

        /** Gives a byte a second, for as long as anybody waits for the next one. */
        static Manner trickling(String tag) {
            return (_, content, out) -> {
                head("200 OK\r\nETag: \"" + tag + "\"\r\n", content.length, out);
                for (byte it : content) {
                    out.write(it);
                    out.flush();
                    aSecond();
                }
            };
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

        private static void whole(byte[] content, OutputStream out) throws IOException {
            head(content.length, out);
            out.write(content);
        }

        private static void head(int length, OutputStream out) throws IOException {
            head("200 OK\r\n", length, out);
        }

        /**
         * Writes a head.
         *
         * @param status with its line end, and with headers if there are any
         */
        private static void head(String status, int length, OutputStream out) throws IOException {
            out.write(
                    "HTTP/1.1 %sContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(status, length)
                            .getBytes(StandardCharsets.US_ASCII));
        }

        private static void aSecond() throws IOException {
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
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
        RawServing.begin(socket, this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    void answers(Manner newManner) {
        manner = newManner;
    }

    /** First lines and headers of all requests. */
    List<String> heads() {
        return heads;
    }

    private void serve(Socket visitor) {
        try (visitor) {
            var request = Request.read(visitor);
            heads.add(request.head());
            byte[] content = Files.readAllBytes(folder.resolve(request.name()));
            manner.answer(request, content, visitor.getOutputStream());
            visitor.getOutputStream().flush();
        } catch (IOException _) {
            // The visitor has gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
