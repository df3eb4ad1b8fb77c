package bip.ctl.sentry;

import bip.ctl.layout.Layout;
import bip.ctl.probe.Health;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.HealthProbe;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/** Goes the way that an error of the server would go, and says how far it came. */
public final class SentryCheck {

    private final Layout layout;
    private final Supplier<HealthProbe> probe;
    private final Link link;
    private final Consumer<Phrase> steps;
    private final List<String> passed = new ArrayList<>();

    /**
     * For one check.
     *
     * @param probe of the server, made when it is asked
     * @param steps told of each step that went well, as it goes
     */
    public SentryCheck(Layout layout, Supplier<HealthProbe> probe, Consumer<Phrase> steps) {
        this(layout, probe, steps, Link.usual());
    }

    SentryCheck(Layout layout, Supplier<HealthProbe> probe, Consumer<Phrase> steps, Link link) {
        this.layout = layout;
        this.probe = probe;
        this.steps = steps;
        this.link = link;
    }

    /** Sends {@code event}, then asks the running server whether it would report there too. */
    public CheckReport run(Event event) throws IOException {
        CheckReport.Accepted accepted = null;
        try {
            Dsn dsn = new SentrySetting(layout).load();
            passed("configured", "sentry.configured", dsn.masked(), layout.serverEnvironment());
            accepted = deliver(dsn, event);
            askServer(dsn);
            return new CheckReport(passed, accepted, null);
        } catch (CtlException failure) {
            return new CheckReport(passed, accepted, failure);
        }
    }

    /** Sends {@code event}; the server is not asked. */
    public CheckReport send(Event event) throws IOException {
        try {
            Dsn dsn = new SentrySetting(layout).load();
            return new CheckReport(passed, deliver(dsn, event), null);
        } catch (CtlException failure) {
            return new CheckReport(passed, null, failure);
        }
    }

    private CheckReport.Accepted deliver(Dsn dsn, Event event) throws IOException {
        long start = System.nanoTime();
        List<InetAddress> addresses = link.resolve(dsn);
        passed("resolved", "sentry.resolved", dsn.hostName(), shown(addresses));
        try (Socket connected = link.connect(dsn, addresses)) {
            passed("connected", "sentry.connected", dsn.port());
            HttpAnswer answer =
                    link.post(dsn, dsn.isTls() ? secured(dsn, connected) : connected, event);
            Verdict.demandAccepted(dsn, event, answer);
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        passed("accepted", "sentry.accepted", event.id(), took.toMillis());
        return new CheckReport.Accepted(event.id(), took, dsn.project());
    }

    /** Closed together with the connection that it runs on. */
    private SSLSocket secured(Dsn dsn, Socket connected) throws IOException {
        SSLSocket socket = link.secure(dsn, connected);
        passed("secured", "sentry.secured", socket.getSession().getProtocol());
        return socket;
    }

    private void askServer(Dsn dsn) {
        switch (probe.get().ask()) {
            case HealthAnswer.Silent _ -> passed("server", "sentry.serverSilent");
            case HealthAnswer.Answered(Health health) -> {
                if (health.findSentryDsnHash().filter(dsn.hash()::equals).isEmpty()) {
                    throw new CtlException(ErrorCode.T140, layout.serverEnvironment());
                }
                passed("server", "sentry.serverSame");
            }
        }
    }

    private void passed(String name, String key, Object... arguments) {
        passed.add(name);
        steps.accept(Phrase.of(key, arguments));
    }

    private static String shown(List<InetAddress> addresses) {
        return addresses.stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }
}
