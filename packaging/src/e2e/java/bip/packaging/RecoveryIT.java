package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine is started anew in the middle of an operation: the real units put it right. */
@Tag("e2e")
class RecoveryIT {

    private static final String RECOVERY = "bipctl-recover.service";
    private static final String OPERATIONS = "/var/lib/bipctl/operations";
    private static final String OPEN = "/var/lib/bipctl/open-operation";

    /** Kills bipctl as soon as its journal says that the second operation has switched. */
    private static final String KILLED_AFTER_THE_SWITCH =
            """
            bipctl upgrade 1.1.0 --yes >/root/upgrade 2>&1 &
            until [ "$(cat %s/*/journal.ndjson | grep -c '"step":"switch","phase":"done"')" = 2 ]; do
                kill -0 $! || exit 9
                sleep 0.01
            done
            kill -KILL $!
            wait $! || [ $? = 137 ]
            """
                    .formatted(OPERATIONS);

    private static final String LAST_JOURNAL =
            "journal=$(ls -d %s/*/ | tail -n 1)journal.ndjson; ".formatted(OPERATIONS);

    @TempDir Path folder;

    @Test
    void aRestartOfTheMachineLeavesNothingHalfDone() throws Exception {
        try (var machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"))) {
            var bulletin = Bulletin.install(machine);
            undoesWhatEditorsHaveNotSeen(machine, bulletin);
            finishesWhatTheyMayHaveUsed(machine, bulletin);
            startsTheBulletinWhenItCannotKnow(machine, bulletin);
        }
    }

    private static void undoesWhatEditorsHaveNotSeen(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        machine.shell(KILLED_AFTER_THE_SWITCH).ended(0);
        assertThat(current(machine)).isEqualTo("generations/2");
        machine.reboot();
        bulletin.assertServes("1.0.0");
        assertThat(current(machine)).isEqualTo("generations/1");
        assertNothingIsOpen(machine, bulletin);
        assertThat(bulletin.bipctl("history").ended(0).out()).contains("cut short, taken back");
    }

    /** As if the power had gone before the last entry. */
    private static void finishesWhatTheyMayHaveUsed(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        bulletin.bipctl("upgrade", "1.1.0", "--yes").ended(0);
        machine.shell(LAST_JOURNAL + "sed -i '$d' $journal && touch " + OPEN).ended(0);
        bulletin.bipctl("status").ended(4);
        machine.reboot();
        bulletin.assertServes("1.1.0");
        assertNothingIsOpen(machine, bulletin);
    }

    private static void assertNothingIsOpen(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        assertThat(bulletin.property(RECOVERY, "Result"))
                .as(machine.journal(100))
                .isEqualTo("success");
        assertThat(bulletin.property(RECOVERY, "ConditionResult")).isEqualTo("yes");
        machine.run("test", "!", "-e", OPEN).ended(0);
        machine.run("test", "!", "-e", "/run/bipctl/freeze").ended(0);
        bulletin.bipctl("status").ended(0);
        bulletin.bipctl("history", "--verify").ended(0);
        assertThat(machine.systemState()).isEqualTo("running");
    }

    /** A journal that somebody changed says nothing certain; visitors must not suffer from it. */
    private static void startsTheBulletinWhenItCannotKnow(DebianMachine machine, Bulletin bulletin)
            throws Exception {
        machine.shell(
                        LAST_JOURNAL
                                + "sed -i '3s/\"time\":\"20/\"time\":\"19/' $journal && touch "
                                + OPEN)
                .ended(0);
        machine.reboot();
        bulletin.assertServes("1.1.0");
        assertThat(bulletin.property(RECOVERY, "Result")).isEqualTo("exit-code");
        assertThat(bulletin.bipctl("status").ended(4).out()).contains("BIP-H101");
        bulletin.bipctl("history", "--verify").ended(4);
    }

    private static String current(DebianMachine machine) throws Exception {
        return machine.run("readlink", "/opt/bip/current").ended(0).out().strip();
    }
}
