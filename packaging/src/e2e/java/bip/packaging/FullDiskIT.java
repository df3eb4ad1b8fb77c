package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that is full, of blocks or of inodes, or turns read-only, in the middle of an upgrade. */
@ExtendWith(Laboratory.Key.class)
class FullDiskIT {

    /**
     * @param folder that is on a disk of its own
     * @param step during which its room ends
     * @param what of it ends: blocks; inodes; inodes but three, which makes the link {@code
     *     current} itself the first thing that cannot be made
     */
    @Tag("faults")
    @ParameterizedTest(name = "{0} has no more {2} at {1}")
    @CsvSource({
        "opt/bip/releases, unpack, blocks, 1, U130",
        "var/lib/bip, copy, blocks, 1, S110",
        "opt/bip, migrate, inodes but 3, 30, U134",
        "var/lib/bipctl, config, blocks, 1, U130",
    })
    void isUndoneAndTheNextRunWorks(
            String folder,
            String step,
            String what,
            int exitCode,
            String code,
            Laboratory laboratory)
            throws Exception {
        SmallDisk[] disk = new SmallDisk[1];
        laboratory.reset(() -> {
            if (step.equals("unpack")) {
                laboratory.forget("1.1.0");
                laboratory.forget(Laboratory.FAULTY);
            }
            disk[0] = SmallDisk.under(laboratory.path(folder));
        });
        try (var _ = disk[0]) {
            var before = laboratory.names();
            try (var upgrade = UnderWay.upgrade(laboratory, "1.1.0")) {
                upgrade.awaitStep(step).meanwhile(() -> take(disk[0], what));
                var run = upgrade.end();
                assertThat(run.err())
                        .contains("BIP-" + code)
                        .containsAnyOf("No space left on device", "database is full");
                run.ended(exitCode);
            }
            laboratory.assertServes("1.0.0");
            disk[0].mend();
            assertThat(laboratory.names()).isEqualTo(before);
            laboratory.secondRunWorks();
        } finally {
            laboratory.endServer();
        }
    }

    @Tag("torture")
    @ParameterizedTest(name = "{0} has no more {2} at {1}")
    @CsvSource({
        "opt/bip/releases, unpack, inodes, 1, U130",
        "var/lib/bip, copy, inodes, 1, U130",
        "opt/bip, migrate, inodes, 1, U130",
        "run/bipctl, config, blocks, 1, U130",
    })
    void isUndoneElsewhereToo(
            String folder,
            String step,
            String what,
            int exitCode,
            String code,
            Laboratory laboratory)
            throws Exception {
        isUndoneAndTheNextRunWorks(folder, step, what, exitCode, code, laboratory);
    }

    /** Nothing is renamed from one of these places to another. */
    @Test
    @Tag("torture")
    void everythingOnAFileSystemOfItsOwn(Laboratory laboratory) throws Exception {
        var disks = new ArrayList<SmallDisk>();
        try {
            laboratory.reset(() -> {
                laboratory.forget("1.1.0");
                laboratory.forget(Laboratory.FAULTY);
                for (String folder :
                        List.of(
                                "opt/bip/releases",
                                "opt/bip/generations",
                                "var/lib/bip",
                                "var/lib/bip/data",
                                "var/lib/bipctl",
                                "var/lib/bipctl/downloads",
                                "var/cache/bip",
                                "run/bipctl")) {
                    disks.add(SmallDisk.under(laboratory.path(folder)));
                }
            });
            laboratory.secondRunWorks();
            laboratory.site().bipctl("rollback", "--yes").ended(0);
            laboratory.assertServes("1.0.0");
        } finally {
            laboratory.endServer();
            for (SmallDisk disk : disks.reversed()) {
                disk.close();
            }
        }
    }

    /** As a disk that fails does it: the kernel lets nobody write any more. */
    @Test
    @Tag("torture")
    void aDiskThatTurnsReadOnlyWhileUnpacking(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        laboratory.forget(Laboratory.FAULTY);
        laboratory.endServer();
        try (var disk = FailingDisk.under(laboratory.path("opt/bip/releases"))) {
            laboratory.site().bipctl("start").ended(0);
            var before = laboratory.names();
            try (var upgrade = UnderWay.upgrade(laboratory, "1.1.0")) {
                upgrade.awaitStep("unpack").meanwhile(disk::fail);
                var run = upgrade.end();
                // Before the first file there is nothing to take back yet; afterwards that fails.
                assertThat(run.exitCode()).isIn(1, 32);
                assertThat(run.err()).containsAnyOf("BIP-U130", "BIP-U132");
                assertThat(run.err()).contains("site was not touched", "ead-only");
            }
            laboratory.assertServes("1.0.0");
            laboratory.endServer();
            disk.mend();
            laboratory.site().bipctl("start").ended(0);
            assertThat(laboratory.names()).isEqualTo(before);
            laboratory.secondRunWorks();
        } finally {
            laboratory.endServer();
        }
    }

    private static void take(SmallDisk disk, String what) throws Exception {
        switch (what) {
            case "blocks" -> disk.takeBlocks();
            case "inodes" -> disk.takeInodesBut(0);
            default -> disk.takeInodesBut(3);
        }
    }
}
