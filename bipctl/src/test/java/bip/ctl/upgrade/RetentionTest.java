package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.policy.PolicyFile;
import bip.ctl.release.Generation;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays on the machine and what goes, in real folders. */
class RetentionTest {

    @TempDir Path folder;

    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void upgradeThrough(String... versions) throws Exception {
        for (String version : versions) {
            site.offering(version, 1, "well");
            if (site.machine().generations().current().isEmpty()) {
                site.installed(version);
            } else {
                site.assertDone(site.upgrade(version));
            }
        }
    }

    private void keep(String number) throws IOException {
        Files.writeString(site.layout.toolEnvironment(), "BIPCTL_KEEP_RELEASES=" + number + "\n");
    }

    private List<Integer> generations() throws IOException {
        return site.machine().generations().list().stream().map(Generation::number).toList();
    }

    private List<String> data() throws IOException {
        return site.machine().generations().dataFolders().stream()
                .map(it -> it.getFileName().toString())
                .toList();
    }

    private List<String> releases() throws IOException {
        return site.machine().store().list().stream().map(it -> it.version().toString()).toList();
    }

    private static List<String> told(Verdict verdict) {
        return verdict.all().stream()
                .map(it ->
                        switch (it.item()) {
                                    case Kept.OfGeneration(var generation) ->
                                            "g" + generation.number();
                                    case Kept.OfData(var data) -> "d" + data.getFileName();
                                    case Kept.OfRelease(var release) ->
                                            release.version().toString();
                                    case Kept.OfDownload(var file, _) ->
                                            file.getFileName().toString();
                                }
                                + (it.isKept() ? " stays " : " goes ")
                                + it.reason().word())
                .toList();
    }

    @Test
    void keepsTheThreeNewestThatWereProvedGood() throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        site.offering("1.3.0", 1, "dies").upgrade("1.3.0");
        upgradeThrough("1.4.0", "1.5.0");
        assertThat(generations()).hasSize(3);
        assertThat(releases()).containsExactly("1.2.0", "1.4.0", "1.5.0");
        assertThat(data()).hasSize(3);
        assertThat(told(new Retention(site.machine()).decide()))
                .allMatch(it -> it.contains(" stays "))
                .contains("g3 stays recent", "1.5.0 stays in-use");
    }

    @Test
    void neverRemovesDataThatAGenerationShares() throws Exception {
        keep("1");
        upgradeThrough("1.0.0", "1.1.0");
        site.write("written on 1.1.0");
        site.assertDone(site.run(site.planner().planRollback(null)));
        assertThat(generations()).containsExactly(3);
        assertThat(data()).containsExactly("2");
        assertThat(releases()).containsExactly("1.0.0");
        assertThat(site.read()).isEqualTo("written on 1.1.0");
    }

    @Test
    void keepsWhatARollbackWouldGoTo() throws Exception {
        keep("1");
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        assertThat(generations()).containsExactly(2, 3);
        assertThat(told(new Retention(site.machine()).decide()))
                .contains("g2 stays previous", "g3 stays current");
    }

    @Test
    void keepsThePinnedVersionHoweverOldItIs() throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        keep("1");
        var policies = new PolicyFile(site.layout);
        policies.save(policies.load().withPin(Site.parse("1.0.0")));
        var retention = new Retention(site.machine());
        retention.carryOut(retention.decide());
        assertThat(generations()).containsExactly(1, 2, 3);
        assertThat(told(retention.decide())).contains("g1 stays pinned");
    }

    @Test
    void keepsWhatNoJournalTellsOf() throws Exception {
        keep("1");
        upgradeThrough("1.0.0", "1.1.0");
        keep("9");
        upgradeThrough("1.2.0");
        keep("1");
        AtomicFiles.deleteTree(site.layout.operations());
        Files.createDirectory(site.layout.data().resolve("77"));
        var retention = new Retention(site.machine());
        retention.carryOut(retention.decide());
        assertThat(generations()).containsExactly(1, 2, 3);
        assertThat(told(retention.decide())).contains("g1 stays unknown", "d77 stays unknown");
    }

    @Test
    void keepsTheDataThatADamagedGenerationNames() throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        keep("1");
        AtomicFiles.deleteTree(site.machine().generations().list().getFirst().release().folder());
        var retention = new Retention(site.machine());
        retention.carryOut(retention.decide());
        assertThat(data()).containsExactly("1", "2", "3");
        assertThat(told(retention.decide())).contains("d1 stays damaged");
    }

    @Test
    void goesOnWhereItWasCutShort() throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        keep("1");
        var generations = site.machine().generations();
        generations.remove(generations.list().getFirst());
        Files.move(site.layout.data().resolve("1"), site.layout.data().resolve(".removing-1"));
        var retention = new Retention(site.machine());
        assertThat(told(retention.decide())).contains("1.0.0 goes unused");
        retention.carryOut(retention.decide());
        assertThat(site.layout.data().resolve(".removing-1")).doesNotExist();
        assertThat(releases()).containsExactly("1.1.0", "1.2.0");
        assertThat(retention.decide().removed()).isEmpty();
    }

    @Test
    void dataWhoseGenerationIsGoneGoToo() throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        var generations = site.machine().generations();
        generations.remove(generations.list().getFirst());
        var retention = new Retention(site.machine());
        assertThat(told(retention.decide())).contains("d1 goes unused", "1.0.0 goes unused");
        retention.carryOut(retention.decide());
        assertThat(data()).containsExactly("2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100", "three", "1.5", " "})
    void aBadNumberIsSaidAndNothingIsRemoved(String said) throws Exception {
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        keep("'" + said + "'");
        if (said.isBlank()) {
            assertThat(new Retention(site.machine()).decide().removed()).isEmpty();
            return;
        }
        assertThat(Failing.with(ErrorCode.U154, () -> new Retention(site.machine()).decide()))
                .anyMatch(it -> it.contains("BIPCTL_KEEP_RELEASES") && it.contains(said));
        site.offering("1.3.0", 1, "well");
        var refused =
                catchThrowableOfType(
                        Refused.class, () -> site.planner().planUpgrade(new Wanted.Usual()));
        assertThat(refused.reasons()).extracting(CtlException::code).contains(ErrorCode.U154);
        assertThat(generations()).containsExactly(1, 2, 3);
    }

    @Test
    void aPersonRemovesAVersionThatNothingNeeds() throws Exception {
        keep("9");
        upgradeThrough("1.0.0", "1.1.0", "1.2.0");
        var retention = new Retention(site.machine());
        objects(retention, "1.2.0", "it is current");
        objects(retention, "1.1.0", "would go back");
        var policies = new PolicyFile(site.layout);
        policies.save(policies.load().withPin(Site.parse("1.0.0")));
        objects(retention, "1.0.0", "is pinned");
        policies.save(policies.load().withoutPin());
        Failing.with(ErrorCode.U153, () -> retention.decideRemoval(Site.parse("9.9.9")));

        var verdict = retention.decideRemoval(Site.parse("1.0.0"));
        assertThat(told(verdict))
                .containsExactly("g1 goes asked", "d1 goes unused", "1.0.0 goes asked");
        retention.carryOut(verdict);
        retention.carryOut(verdict);
        assertThat(generations()).containsExactly(2, 3);
        assertThat(releases()).containsExactly("1.1.0", "1.2.0");
    }

    private static void objects(Retention retention, String version, String reason) {
        var thrown = catchThrowable(() -> retention.decideRemoval(Site.parse(version)));
        assertThat(thrown).isInstanceOf(Refused.class);
        var refusal = ((Refused) thrown).reasons().getFirst();
        assertThat(
                        Failing.with(
                                ErrorCode.U152,
                                () -> {
                                    throw refusal;
                                }))
                .anyMatch(it -> it.contains(reason));
    }
}
