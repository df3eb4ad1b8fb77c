package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.policy.PolicyFile;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out beside the site, what after the switch, and what a write in between does. */
class RehearsalTest {

    @TempDir Path folder;

    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static CtlException cause(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(_, CtlException cause) -> cause;
            case Outcome.RolledBack(_, CtlException cause, _) -> cause;
            default -> throw new AssertionError(outcome.toString());
        };
    }

    private Outcome upgrade(UpgradeEvent.Listener listener) throws Exception {
        return site.run(
                site.planner().planUpgrade(new Wanted.Exactly(Site.parse("1.1.0"))), listener);
    }

    @ParameterizedTest
    @CsvSource({"trial-dies, U171", "fails-migration, U170", "trial-loses-page, U172"})
    void whatTheRehearsalFindsNeverTouchesTheSite(String behaviour, ErrorCode code)
            throws Exception {
        List<String> before = site.tree();
        site.offering("1.1.0", 2, behaviour);
        var outcome = site.upgrade("1.1.0");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(cause(outcome).code()).isEqualTo(code);
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.service.starts()).isEqualTo(1);
        assertThat(new PolicyFile(site.layout).load().blocked()).isEmpty();
    }

    @Test
    void vanishedPagesAreNamed() throws Exception {
        site.offering("1.1.0", 2, "trial-loses-page");
        assertThat(cause(site.upgrade("1.1.0")).arguments().toString())
                .contains("/strona/uchwala: 200 -> 404");
    }

    @Test
    void anotherTextIsCountedAndTakesNothingBack() throws Exception {
        site.offering("1.1.0", 2, "rewrites");
        var found = new ArrayList<UpgradeEvent.Found>();
        site.assertDone(
                upgrade(event -> {
                    if (event instanceof UpgradeEvent.Found it && it.step().equals("rehearse")) {
                        found.add(it);
                    }
                }));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().facts()).containsEntry(UpgradeEvent.Found.CHANGED, "3");
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
    }

    /** A release may name its pages otherwise, when the rehearsal showed that too. */
    @Test
    void titlesOfTheRehearsalAreExpected() throws Exception {
        site.offering("1.1.0", 2, "retitles");
        site.assertDone(site.upgrade("1.1.0"));
    }

    @Test
    void pagesThatChangeOnlyAfterTheSwitchTakeItBack() throws Exception {
        site.offering("1.1.0", 2, "loses-page-later");
        var outcome = site.upgrade("1.1.0");
        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(cause(outcome).code()).isEqualTo(ErrorCode.U173);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("a page");
    }

    @Test
    void migrationThatFailsOnlyOnTheRealCopyIsUndone() throws Exception {
        List<String> before = site.tree();
        site.offering("1.1.0", 2, "fails-real-migration");
        var outcome = site.upgrade("1.1.0");
        assertThat(cause(outcome).code()).isEqualTo(ErrorCode.S113);
        assertThat(site.tree()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"copy", "migrate", "generation", "switch", "restart"})
    void whoeverWritesPastTheFreezeLosesNothing(String step) throws Exception {
        site.offering("1.1.0", 2, "well");
        Path database = site.machine().generations().current().orElseThrow().database();
        var outcome =
                upgrade(event -> {
                    if (event.equals(new UpgradeEvent.Done(step))) {
                        append(database, "written past the freeze");
                    }
                });
        assertThat(cause(outcome).code()).isEqualTo(ErrorCode.U175);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(database).content().contains("written past the freeze");
    }

    /** A machine that slept: nobody renewed the freeze, and editors went on. */
    @Test
    void aFreezeThatRanOutIsNotBlamedOnAScript() throws Exception {
        site.offering("1.1.0", 2, "well");
        var clock = new JumpingClock();
        site.clock = clock;
        Path database = site.machine().generations().current().orElseThrow().database();
        var outcome =
                upgrade(event -> {
                    if (event.equals(new UpgradeEvent.Done("copy"))) {
                        clock.ahead = Duration.ofMinutes(2);
                        append(database, "saved after the freeze");
                    }
                });
        assertThat(cause(outcome).code()).isEqualTo(ErrorCode.U190);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(database).content().contains("saved after the freeze");
    }

    private static final class JumpingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static void append(Path database, String line) {
        try {
            Files.writeString(database, Files.readString(database) + line + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void serverThatTakesNoNoticeOfTheFreezeIsNotCopied() throws Exception {
        site.offering("1.2.0", 1, "ignores-freeze");
        site.assertDone(site.upgrade("1.2.0"));
        site.offering("1.3.0", 1, "well");
        var outcome = site.upgrade("1.3.0");
        assertThat(cause(outcome).code()).isEqualTo(ErrorCode.U174);
        assertThat(site.layout.freeze()).doesNotExist();
    }
}
