package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock is wrong: for bipctl and the server alike. */
@ExtendWith(Laboratory.Key.class)
class WrongClockIT {

    @Test
    @Tag("faults")
    void aYearBehind(Laboratory laboratory) throws Exception {
        upgradeWorksAndHistoryStaysInOrder(-365, laboratory);
    }

    @Test
    @Tag("torture")
    void tenYearsAhead(Laboratory laboratory) throws Exception {
        upgradeWorksAndHistoryStaysInOrder(3650, laboratory);
    }

    private static void upgradeWorksAndHistoryStaysInOrder(int days, Laboratory laboratory)
            throws Exception {
        laboratory.reset(() -> setClock(laboratory, days));
        if (days < 0) {
            assertThat(bipctl(laboratory, "upgrade 1.1.0 --unsigned --yes").ended(13).err())
                    .contains("BIP-U179", "--trust-clock");
        }
        bipctl(laboratory, "upgrade 1.1.0 --unsigned --yes --trust-clock").ended(0);
        laboratory.assertServes("1.1.0");
        // And when the clock is right again.
        laboratory.site().bipctl("rollback", "--yes", "--trust-clock").ended(0);
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.history())
                .containsExactly("rollback 1.0.0 done", "upgrade 1.1.0 done", "install 1.0.0 done");
        laboratory.site().bipctl("history", "--verify").ended(0);
    }

    /** Killed while the clock is behind, it is found by the next run all the same. */
    @Test
    @Tag("torture")
    void oneThatIsKilledWhileTheClockIsBehindIsUndone(Laboratory laboratory) throws Exception {
        laboratory.reset(() -> setClock(laboratory, -365));
        var before = laboratory.names();
        laboratory.tell("migration-hangs");
        Process upgrade =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "exec "
                                        + command(laboratory)
                                        + " upgrade 1.9.0 --unsigned --yes --trust-clock")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (laboratory.journals().size() == 1
                || !laboratory.journal().contains("\"step\":\"migrate\"")) {
            assertThat(upgrade.isAlive()).isTrue();
            Thread.sleep(5);
        }
        upgrade.destroyForcibly().waitFor();
        assertThat(laboratory.path("run/bipctl/freeze")).exists();

        laboratory.site().bipctl("restart").ended(0);

        laboratory.assertServes("1.0.0");
        assertThat(laboratory.names()).isEqualTo(before);
        assertThat(laboratory.history()).first().isEqualTo("upgrade 1.9.0 undone");
        laboratory.secondRunWorks();
    }

    /** It jumps while the database is copied, when editors must not write. */
    @Tag("torture")
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aJumpDuringTheRun(int days, Laboratory laboratory) throws Exception {
        laboratory.reset(() -> setClock(laboratory, 0));
        Process upgrade =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "exec " + command(laboratory) + " upgrade 1.1.0 --unsigned --yes")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (!laboratory.journal().contains("\"step\":\"copy\"")) {
            assertThat(upgrade.isAlive()).isTrue();
            Thread.sleep(5);
        }
        clock(laboratory).move(days);
        assertThat(upgrade.waitFor()).isZero();
        laboratory.assertServes("1.1.0");
        assertThat(laboratory.history()).first().isEqualTo("upgrade 1.1.0 done");
        laboratory.site().bipctl("history", "--verify").ended(0);
    }

    /** From now on it is wrong for bipctl, and for the server from its next start. */
    private static void setClock(Laboratory laboratory, int days) throws Exception {
        clock(laboratory).move(days);
        Files.writeString(
                laboratory.path("etc/bip/bip.env"),
                environment(laboratory).replace(' ', '\n') + "\n",
                StandardOpenOption.APPEND);
    }

    private static WrongClock clock(Laboratory laboratory) throws Exception {
        return WrongClock.in(laboratory.path("clock"));
    }

    private static String environment(Laboratory laboratory) throws Exception {
        return clock(laboratory).environment();
    }

    private static String command(Laboratory laboratory) throws Exception {
        return "env "
                + environment(laboratory)
                + " "
                + Checkout.bipctl()
                + " --root="
                + laboratory.site().root();
    }

    private static Site.Run bipctl(Laboratory laboratory, String words) throws Exception {
        return laboratory.shell("env " + environment(laboratory) + " \"$@\" " + words);
    }
}
