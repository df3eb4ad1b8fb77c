package bip.ctl.rehearsal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for trial servers.
 *
 * <p>One that the kernel chose and that was given back may be chosen again before the server is
 * there, as the near end of any connection; a good release would then be refused. These lie below
 * the range that Linux chooses from (ip_local_port_range, 32768 and above).
 *
 * @param from the lowest
 * @param to beyond the highest
 */
record TrialPorts(int from, int to) {

    static final TrialPorts DEFAULT = new TrialPorts(10_240, 16_384);

    /** More than enough, unless something takes whole ranges. */
    private static final int MOST_TRIED = 100;

    /**
     * One that nobody listens on now.
     *
     * @throws BindException if so many were taken that there may be none
     */
    int free() throws IOException {
        for (int tried = 0; tried < MOST_TRIED; tried++) {
            int port = ThreadLocalRandom.current().nextInt(from, to);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // Somebody's; the next.
            }
        }
        throw new BindException(
                "no free port from %d to %d in %d tries".formatted(from, to - 1, MOST_TRIED));
    }
}
