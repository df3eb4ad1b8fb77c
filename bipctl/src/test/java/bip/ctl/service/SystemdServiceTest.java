package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.FakeSystemd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what a real systemd was recorded to say. */
class SystemdServiceTest {

    @TempDir Path folder;

    private FakeSystemd systemd;
    private SystemdService service;

    @BeforeEach
    void prepare() throws IOException {
        systemd = new FakeSystemd(folder);
        service = new SystemdService(new Layout(Path.of("/")), systemd.tools());
    }

    private CtlException explanation() throws Exception {
        return ((ServiceState.Died) service.state()).findExplanation().orElseThrow();
    }

    @Test
    void startsWithoutWaitingAndForgetsEarlierFailures() throws Exception {
        systemd.is("stopped");
        systemd.becomes("up");
        service.start();
        assertThat(systemd.acts())
                .containsExactly(
                        "reset-failed bip.socket bip.service", "start --no-block bip.service");
        assertThat(service.state()).isInstanceOf(ServiceState.Running.class);
    }

    @Test
    void aRestartIsOneActNotAStopAndAStart() throws Exception {
        systemd.is("crash-loop");
        systemd.becomes("up");
        service.restart();
        assertThat(systemd.acts())
                .containsExactly(
                        "reset-failed bip.socket bip.service", "restart --no-block bip.service");
    }

    @Test
    void startingWhatRunsDoesNothing() throws Exception {
        systemd.is("up");
        service.start();
        assertThat(systemd.acts()).isEmpty();
    }

    @Test
    void stopsServiceAndSocketTogether() throws Exception {
        systemd.is("up");
        systemd.becomes("stopped");
        service.stop();
        assertThat(systemd.acts())
                .containsExactly(
                        "stop bip.socket bip.service", "reset-failed bip.socket bip.service");
        assertThat(service.state()).isInstanceOf(ServiceState.Stopped.class);
    }

    /** Systemd starts it once more by itself: for the operation that started it, it has died. */
    @Test
    void aRestartThatNobodyAskedForIsADeath() throws Exception {
        systemd.is("stopped");
        systemd.becomes("up");
        service.start();
        systemd.is("auto-restart");
        systemd.journal("exit-78");
        assertThat(service.state())
                .isInstanceOfSatisfying(
                        ServiceState.Died.class,
                        died -> assertThat(died.tail().getLast()).contains("Mars/Phobos"));
    }

    @ParameterizedTest
    @CsvSource({
        "masked, S141",
        "missing, S140",
        "credential, S142",
        "exit-78, S143",
        "port-taken, S145",
        "crash-loop, S146",
        "watchdog, S148",
        "namespace, S150",
        "timeout, S155",
    })
    void explainsWhyItDoesNotRun(String recording, ErrorCode code) throws Exception {
        systemd.is(recording);
        systemd.journal("exit-78");
        assertThat(explanation().code()).isEqualTo(code);
    }

    @Test
    void explainsThatMemoryWasShort() throws Exception {
        // As recorded of an end by the watchdog; the kernel cannot be made to end one on request.
        var died =
                new Diagnosis(
                                new Systemctl.Units(
                                        UnitProperties.parse("Result=oom-kill\nExecMainCode=2"),
                                        UnitProperties.parse("ActiveState=active")),
                                List.of())
                        .died();
        assertThat(died.findExplanation().orElseThrow().code()).isEqualTo(ErrorCode.S144);
    }

    @Test
    void aUnitThatSystemdCannotReadIsNamed() {
        var bad = UnitProperties.parse("Id=bip.service\nLoadState=bad-setting");
        assertThat(Diagnosis.unusable(new Systemctl.Units(bad, bad)).orElseThrow())
                .extracting(CtlException::code)
                .isEqualTo(ErrorCode.S149);
    }

    @Test
    void aServerThatHasNotSaidItIsReadyIsStarting() throws Exception {
        systemd.is("starting");
        assertThat(service.state()).isInstanceOf(ServiceState.Starting.class);
    }

    @Test
    void whatTheServerSaidComesFromTheJournal() throws Exception {
        systemd.is("exit-78");
        systemd.journal("exit-78");
        assertThat(explanation().arguments().getFirst().toString())
                .contains("BIP_TIME_ZONE")
                .contains("the configuration does not fit");
    }

    /** A server that runs has a log of its own. */
    @Test
    void onlyOneThatDoesNotRunIsReadInTheJournal() throws Exception {
        systemd.journal("exit-78");
        systemd.is("exit-78");
        assertThat(service.lastWords(Instant.EPOCH).getLast().text()).contains("Mars/Phobos");
        systemd.is("up");
        assertThat(service.lastWords(Instant.EPOCH)).isEmpty();
    }

    @Test
    void aKilledServersExitCodeIsAsShellsCount() throws Exception {
        systemd.is("watchdog");
        assertThat(((ServiceState.Died) service.state()).exitText()).isEqualTo("134");
    }

    @Test
    void aUnitThatStartsSomethingElseIsInTheWay() throws Exception {
        systemd.is("drop-in");
        assertThat(service.obstacles()).extracting(CtlException::code).contains(ErrorCode.S151);
        assertThat(service.obstacles().getFirst().arguments().toString())
                .contains("credential.conf");
    }

    @Test
    void nothingIsInTheWayOfOneThatRuns() throws Exception {
        systemd.is("up");
        assertThat(service.obstacles()).isEmpty();
    }

    @Test
    void systemdThatDoesNotAnswerIsSaid() throws Exception {
        systemd.program(
                "systemctl",
                "#!/bin/sh\necho 'System has not been booted with systemd' >&2\nexit 1\n");
        assertThatThrownBy(() -> service.state())
                .isInstanceOfSatisfying(
                        CtlException.class,
                        it -> {
                            assertThat(it.code()).isEqualTo(ErrorCode.S147);
                            assertThat(it.arguments().toString()).contains("not been booted");
                        });
    }

    @Test
    void aMachineWithoutSystemdIsToldSo() {
        var none =
                new SystemdService(
                        new Layout(Path.of("/")), new SystemTools(folder.resolve("none")));
        assertThatThrownBy(none::state)
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.S147));
    }

    @Test
    void systemdThatRefusesIsQuoted() throws Exception {
        systemd.is("stopped");
        systemd.refuses("Failed to start bip.service: Access denied");
        assertThatThrownBy(() -> service.start())
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.S100))
                .hasMessageContaining("Access denied");
    }

    @Test
    void tellsWhatSystemdKnows() throws Exception {
        systemd.is("up");
        UnitFacts facts = service.findFacts().orElseThrow();
        assertThat(facts.service()).isEqualTo("active (running)");
        assertThat(facts.isEnabled()).isFalse();
        assertThat(facts.restarts()).isZero();
        assertThat(service.listenAddress()).isEqualTo("127.0.0.1:8080");
    }

    @Test
    void saysWhoHoldsAPort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.find("127.0.0.1:" + socket.getLocalPort()))
                    .hasValueSatisfying(
                            it -> assertThat(it).startsWith(ProcessHandle.current().pid() + " "));
        }
        assertThat(PortHolder.find("nonsense")).isEmpty();
    }
}
