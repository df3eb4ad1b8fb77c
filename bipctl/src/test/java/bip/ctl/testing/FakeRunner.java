package bip.ctl.testing;

import bip.ctl.service.ReleaseRunner;
import bip.ctl.support.Programs;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Trial servers without processes: real HTTP on the address that they are told. What is wrong with
 * a release for visitors ({@code dies}, {@code unready}, {@code liar}) does not show on trial; what
 * shows there begins with {@code trial-}.
 */
public final class FakeRunner implements ReleaseRunner {

    private static final Set<String> FOR_VISITORS =
            Set.of("dies", "unready", "liar", "loses-page-later");

    @Override
    public Programs.Result run(List<String> command, Duration limit, String input) {
        throw new UnsupportedOperationException(command.toString());
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, Consumer<String> line) {
        throw new UnsupportedOperationException(command.toString());
    }

    @Override
    public Trial start(Path program, Map<String, String> environment, Path folder)
            throws IOException {
        Path release = program.resolve("../..").normalize();
        String said = FakeService.behaviour(release);
        String behaviour = FOR_VISITORS.contains(said) ? "well" : said.replace("trial-", "");
        String listen = environment.getOrDefault("BIP_LISTEN", "");
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        var http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/", exchange -> FakePages.answer(exchange, release, behaviour, false));
        http.start();
        return new FakeTrial(http, !behaviour.equals("dies"));
    }

    private record FakeTrial(HttpServer http, boolean isAlive) implements Trial {
        @Override
        public void stop(Duration limit) {
            http.stop(0);
        }
    }
}
