package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.FakeSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinedRunnerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private FakeSystemd systemd;
    private ConfinedRunner runner;

    @BeforeEach
    void prepare() throws IOException {
        systemd = new FakeSystemd(folder);
        runner = new ConfinedRunner(new Layout(Path.of("/")), systemd.tools());
    }

    /** Says what it was told, one word a line. */
    private void plays(String ending) throws IOException {
        systemd.program("systemd-run", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n" + ending + "\n");
    }

    @Test
    void runsAsTheServersUserUnderTheBoundsOfItsUnit() throws Exception {
        plays("exit 0");
        var told = runner.run(List.of("/release/bin/bip-server", "check-config"), LIMIT, "").out();
        assertThat(told.lines())
                .contains("--wait", "--pipe", "--collect", "--property=User=bip")
                .contains("--property=EnvironmentFile=-/etc/bip/bip.env")
                .containsAll(Hardening.PROPERTIES.stream().map(it -> "--property=" + it).toList())
                .endsWith("--", "/release/bin/bip-server", "check-config");
    }

    @Test
    void anExitCodeOfTheProgramIsPassedOn() throws Exception {
        plays("echo 'bip-server: no' >&2; exit 78");
        assertThat(runner.run(List.of("x"), LIMIT, "").exitCode()).isEqualTo(78);
    }

    @Test
    void systemdThatCannotPrepareTheSurroundingsIsSaid() throws Exception {
        plays("exit 226");
        assertThatThrownBy(() -> runner.run(List.of("x"), LIMIT, ""))
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.S150));
    }

    @Test
    void systemdThatRefusesIsSaid() throws Exception {
        plays("echo 'Failed to connect to bus: No such file or directory' >&2; exit 1");
        assertThatThrownBy(() -> runner.run(List.of("x"), LIMIT, ""))
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.S153));
    }

    @Test
    void whatTakesTooLongIsEndedInItsUnit() throws Exception {
        plays("exec sleep 30");
        assertThatThrownBy(() -> runner.run(List.of("x"), Duration.ofMillis(200), ""))
                .isInstanceOf(CtlException.class);
        assertThat(systemd.acts())
                .singleElement()
                .asString()
                .matches("--no-pager stop bipctl-run-\\d+-\\d+\\.service");
    }

    @Test
    void aTrialsOwnSettingsWinOverTheFile() throws Exception {
        systemd.program("systemd-run", "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"${0%/*}/told\"\n");
        var environment = Map.of("BIP_LISTEN", "127.0.0.1:1", "SENTRY_DSN", "");
        runner.start(Path.of("/release/bin/bip-server"), environment, Path.of("/scratch"));
        assertThat(Files.readAllLines(folder.resolve("told")))
                .contains("--property=ReadWritePaths=/scratch", "BIP_LISTEN=127.0.0.1:1")
                .contains("--property=UnsetEnvironment=SENTRY_DSN")
                .doesNotContain("--wait");
    }
}
