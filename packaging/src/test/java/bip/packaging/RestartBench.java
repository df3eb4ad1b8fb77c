package bip.packaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What visitors notice of a restart: 40 requests a second, each on a connection of its own, to a
 * server whose socket is held by somebody else, as systemd does.
 */
final class RestartBench {

    private static final int PAUSE_MILLIS = 25;
    private static final int BEFORE = 40;
    private static final int AFTER = 120;

    private final Site site;
    private final String path;

    RestartBench(Site site, String path) {
        this.site = site;
        this.path = path;
    }

    /** The longest that anybody waited, in ms; throws when anybody was failed. */
    double worstWait(Path log) throws Exception {
        var command = new ArrayList<String>();
        command.add(Checkout.root().resolve("packaging/bin/hold-socket").toString());
        command.add(String.valueOf(site.port()));
        command.addAll(site.serverCommand());
        Process holder =
                site.serverProcess(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            while (!site.answers(path)) {
                if (!holder.isAlive()) {
                    throw new IOException("the holder of the socket ended; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return visitThroughARestart(holder);
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    private double visitThroughARestart(Process holder) throws Exception {
        var waits = new ConcurrentLinkedQueue<Double>();
        try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> visits = new ArrayList<>();
            for (int i = 0; i < BEFORE + AFTER; i++) {
                if (i == BEFORE) {
                    holder.children().findFirst().orElseThrow().destroy();
                }
                visits.add(visitors.submit(() -> waits.add(visit())));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            for (Future<?> visit : visits) {
                visit.get();
            }
        }
        return waits.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private double visit() throws IOException {
        long start = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ")
                    || !answer.stripTrailing().endsWith("</html>")) {
                throw new IOException("a visitor was failed: " + answer);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
