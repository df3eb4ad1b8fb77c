package bip.ctl.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/** Ports that stay free until the server is there. */
class TrialPortsTest {

    @Test
    void theKernelGivesNoneOfThemToConnections() throws Exception {
        // The kernel hands it out in one piece only.
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        int lowest = new Scanner(Files.readAllLines(range).getFirst()).nextInt();
        assertThat(TrialPorts.DEFAULT.to()).isLessThanOrEqualTo(lowest);
        assertThat(TrialPorts.DEFAULT.free()).isBetween(10_240, 16_383);
    }

    @Test
    void whatIsTakenIsNotGiven() throws Exception {
        int port = TrialPorts.DEFAULT.free();
        var alone = new TrialPorts(port, port + 1);
        assertThat(alone.free()).isEqualTo(port);
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(alone::free)
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("from " + port + " to " + port);
        }
    }
}
