package bip.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A channel with one archive of random bytes, as many as one likes. The first answer ends in the
 * middle; the second one keeps the last byte back until it is told to give it.
 */
final class LargeChannel implements AutoCloseable {

    private static final int BLOCK_BYTES = 64 << 10;

    private static final String ARCHIVE = "bip-server-1.1.0-linux-x64.tar.gz";

    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-\r\n");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch lastByte = new CountDownLatch(1);
    private final int blocks;
    private final byte[] index;

    LargeChannel(int megabytes) throws IOException {
        blocks = (int) (((long) megabytes << 20) / BLOCK_BYTES);
        index = index();
        RawServing.begin(socket, this::serve);
    }

    private byte[] index() {
        var release =
                Map.of("version", "1.1.0", "archive", ARCHIVE, "size", bytes(), "sha512", sha512());
        return JsonMapper.shared()
                .writeValueAsBytes(
                        Map.of("format", "bip-channel/v1", "releases", List.of(release)));
    }

    private String sha512() {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            for (int block = 0; block < blocks; block++) {
                digest.update(block(block));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has SHA-512", e);
        }
    }

    private static byte[] block(int number) {
        byte[] block = new byte[BLOCK_BYTES];
        new SplittableRandom(number).nextBytes(block);
        return block;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Of the archive. */
    long bytes() {
        return (long) blocks * BLOCK_BYTES;
    }

    /** Gives the last byte, too. */
    void finish() {
        lastByte.countDown();
    }

    private void serve(Socket visitor) {
        try (visitor) {
            String head = RawServing.head(visitor);
            OutputStream out = visitor.getOutputStream();
            if (head.startsWith("GET /index.json ")) {
                say(out, "200 OK\r\nContent-Length: " + index.length);
                out.write(index);
            } else {
                archive(head, out);
            }
            out.flush();
        } catch (IOException _) {
            // The visitor has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void archive(String head, OutputStream out) throws IOException, InterruptedException {
        var range = RANGE.matcher(head);
        if (!range.find()) {
            say(out, "200 OK\r\nETag: \"1\"\r\nContent-Length: " + bytes());
            for (int block = 0; block < blocks / 2; block++) {
                out.write(block(block));
            }
            return;
        }
        long from = Long.parseLong(range.group(1));
        say(
                out,
                "206 Partial Content\r\nETag: \"1\"\r\nContent-Range: bytes %d-%d/%d\r\nContent-Length: %d"
                        .formatted(from, bytes() - 1, bytes(), bytes() - from));
        int first = (int) (from / BLOCK_BYTES);
        int skipped = (int) (from % BLOCK_BYTES);
        for (int block = first; block < blocks - 1; block++) {
            out.write(block(block), skipped, BLOCK_BYTES - skipped);
            skipped = 0;
        }
        out.write(block(blocks - 1), skipped, BLOCK_BYTES - skipped - 1);
        out.flush();
        lastByte.await();
        out.write(block(blocks - 1), BLOCK_BYTES - 1, 1);
    }

    private static void say(OutputStream out, String status) throws IOException {
        out.write(
                ("HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        finish();
        socket.close();
    }
}
