package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.policy.KeepLimit;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether this machine has what an operation needs, looked at before anything is touched: room on
 * its disks, memory for two servers, folders that can be written, a clock that did not go back, a
 * service that can be started. All that is wrong is said at once.
 */
final class Preflight {

    /** Journal, logs and the server's own start must not meet a full disk. */
    private static final long RESERVE_BYTES = 32L << 20;

    /** The copy, and as much again for what a migration writes beside it before it is done. */
    private static final int COPY_FACTOR = 2;

    /** Besides the release's own: journal, copies, links, the index of a rehearsal. */
    private static final long RESERVE_FILES = 300;

    /** A server of 1.0.0 after 10,000 requests has 170 MiB resident. */
    private static final long LEAST_MEMORY_BYTES = 180L << 20;

    /** Clocks are set back by seconds all the time. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Machine machine;
    private final Journals journals;

    private final boolean trustsClock;

    /**
     * A look at one machine.
     *
     * @param trustsClock the person says that the clock is right
     */
    Preflight(Machine machine, Journals journals, boolean trustsClock) {
        this.machine = machine;
        this.journals = journals;
        this.trustsClock = trustsClock;
    }

    /** Every reason against it. */
    List<CtlException> reasons(Plan plan) throws IOException, InterruptedException {
        var reasons = new ArrayList<CtlException>();
        limits(reasons);
        reasons.addAll(writable());
        reasons.addAll(space(plan).reasons());
        if (plan.kind() == OperationKind.IMPORT) {
            // Nothing is started.
            return List.copyOf(reasons);
        }
        memory().ifPresent(reasons::add);
        if (!trustsClock) {
            clock().ifPresent(reasons::add);
        }
        lostDatabase(plan).ifPresent(reasons::add);
        // What is unpacked here can be asked whether it fits; else that is a step of its own.
        if (plan.source() instanceof Source.OnDisk(var release)) {
            reasons.addAll(new Restorations(machine).reasons(plan, release));
        }
        reasons.addAll(machine.service().obstacles());
        return List.copyOf(reasons);
    }

    /** A setting that is no number would be found out in the middle. */
    private void limits(List<CtlException> reasons) throws IOException {
        try {
            var _ = machine.readyLimit().get();
            var _ = machine.migrationLimit().get();
            var _ = KeepLimit.of(machine.layout());
        } catch (CtlException e) {
            reasons.add(e);
        }
    }

    private List<CtlException> writable() {
        Layout layout = machine.layout();
        return List.of(
                        layout.releases(),
                        layout.generations(),
                        layout.current().resolveSibling(""),
                        layout.data(),
                        layout.aotCaches(),
                        layout.operations(),
                        layout.downloads())
                .stream()
                .map(FolderSpace::existing)
                .distinct()
                .filter(folder -> !Files.isWritable(folder))
                .map(folder -> new CtlException(ErrorCode.U178, folder))
                .toList();
    }

    private FolderSpace space(Plan plan) throws IOException {
        Layout layout = machine.layout();
        PlanSizes sizes = PlanSizes.of(machine, plan);
        boolean isCopied =
                plan.kind() == OperationKind.UPGRADE
                        || plan.kind() == OperationKind.RESTORE
                        || plan.findRestoration().isPresent();
        long copy = isCopied ? sizes.database() * COPY_FACTOR : 0;
        var space = new FolderSpace();
        space.need(layout.downloads(), sizes.archive(), 1);
        space.need(layout.releases(), sizes.unpacked(), sizes.files());
        space.need(
                layout.aotCaches(), sizes.database() * COPY_FACTOR + sizes.cache(), RESERVE_FILES);
        space.need(layout.data(), copy + RESERVE_BYTES, 10);
        space.need(layout.operations(), RESERVE_BYTES, 10);
        return space;
    }

    /** It would be migrated from nothing, and an empty bulletin shown instead of what was there. */
    private static Optional<CtlException> lostDatabase(Plan plan) throws IOException {
        if (plan.from() == null || plan.kind() == OperationKind.RESTORE) {
            // What is lost is what shall be put back.
            return Optional.empty();
        }
        Path database = plan.from().database();
        return PlanSizes.databaseBytes(database) == 0
                ? Optional.of(new CtlException(ErrorCode.U181, database))
                : Optional.empty();
    }

    private Optional<CtlException> memory() throws IOException {
        Map<String, Long> memory = MemoryFacts.read();
        long free = memory.getOrDefault("MemAvailable", 0L) + memory.getOrDefault("SwapFree", 0L);
        return memory.containsKey("MemAvailable") && free < LEAST_MEMORY_BYTES
                ? Optional.of(
                        new CtlException(ErrorCode.U177, LEAST_MEMORY_BYTES >> 20, free >> 20))
                : Optional.empty();
    }

    private Optional<CtlException> clock() throws IOException {
        Instant now = machine.clock().instant();
        return journals.list().stream()
                .map(OperationRecord::latest)
                .max(Instant::compareTo)
                .filter(latest -> now.isBefore(latest.minus(CLOCK_TOLERANCE)))
                .map(latest -> new CtlException(ErrorCode.U179, now, latest));
    }
}
