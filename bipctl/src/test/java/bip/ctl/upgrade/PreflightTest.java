package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir Path folder;

    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0").offering("1.1.0", 2, "well");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private List<ErrorCode> refusals() {
        var refused =
                catchThrowableOfType(
                        Refused.class, () -> site.planner().planUpgrade(new Wanted.Usual()));
        return refused.reasons().stream().map(CtlException::code).toList();
    }

    @Test
    void clockThatWentBackIsRefusedUnlessItIsTrusted() throws Exception {
        site.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-365));
        assertThat(refusals()).containsExactly(ErrorCode.U179);
        var planned = site.planner().trustingClock().planUpgrade(new Wanted.Usual());
        site.assertDone(site.run(planned));
        assertThat(new Journals(site.layout).list().getLast().to()).isEqualTo("1.1.0");
    }

    @Test
    void smallStepBackOfTheClockIsUsual() throws Exception {
        site.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2));
        site.assertDone(site.run(site.planner().planUpgrade(new Wanted.Usual())));
    }

    @Test
    void sizesAreKnownBeforeAnythingIsFetched() throws Exception {
        var plan = ((Planned.Ready) site.planner().planUpgrade(new Wanted.Usual())).plan();
        PlanSizes sizes = site.planner().sizes(plan);
        assertThat(sizes.archive()).isPositive();
        assertThat(sizes.unpacked()).isGreaterThan(sizes.archive());
        assertThat(sizes.database()).isPositive();
    }

    @Test
    void roomIsAddedUpForFoldersOfOneFileSystem() throws Exception {
        var space = new FolderSpace();
        long free = java.nio.file.Files.getFileStore(folder).getUsableSpace();
        space.need(folder, free / 2, 1);
        assertThat(space.reasons()).isEmpty();
        space.need(folder.resolve("not/there/yet"), free, Long.MAX_VALUE / 4);
        assertThat(space.reasons())
                .extracting(CtlException::code)
                .containsExactly(ErrorCode.U115, ErrorCode.U176);
        // What fills the disk is looked for from its top, and not in an empty folder.
        Object top = space.reasons().getFirst().arguments().getLast();
        assertThat(folder.toRealPath().startsWith((Path) top)).isTrue();
        assertThat(top).isNotEqualTo(folder.toRealPath());
    }
}
