package bip.packaging;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers in tests that start later than their address is written down.
 *
 * <p>A port that the kernel chose and that was given back may be chosen again before the server is
 * there: for another test's server or as the near end of any connection. These lie below the range
 * the kernel chooses from (32768 on Linux), each test process has a slice of its own, and none is
 * given twice before the whole slice was.
 */
final class Ports {

    private static final int FIRST = 16384;
    private static final int SLICE = 256;
    private static final int SLICES = 64;
    private static final int START = FIRST + (int) (ProcessHandle.current().pid() % SLICES) * SLICE;
    private static final AtomicInteger GIVEN = new AtomicInteger();

    private Ports() {}

    /** One that nobody listens on. */
    static int free() throws IOException {
        for (int tried = 0; tried < SLICE; tried++) {
            int port = START + Math.floorMod(GIVEN.getAndIncrement(), SLICE);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + START + " to " + (START + SLICE - 1));
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}
