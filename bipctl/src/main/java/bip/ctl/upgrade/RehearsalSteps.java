package bip.ctl.upgrade;

import bip.ctl.aot.AotState;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.ListenAddress;
import bip.ctl.probe.PageSample;
import bip.ctl.rehearsal.Findings;
import bip.ctl.rehearsal.Script;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ServiceState;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The step that tries the target out while the site is untouched. */
final class RehearsalSteps {

    /** How long the rehearsed migration took, in milliseconds. */
    static final String MIGRATION_MILLIS = "rehearsed.migration.millis";

    private RehearsalSteps() {}

    /**
     * Starts the target on a copy of the data and asks it for the pages that visitors see now. On
     * the way the cache is made that lets it start fast; not having that is no reason to stop.
     */
    record Rehearse(Machine machine, PagesSeen pages) implements Step {
        private static final String EXISTED = "aot.existed";

        /** More would not be read. */
        private static final int MOST_NAMED = 5;

        @Override
        public String kind() {
            return "rehearse";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            return Map.of(EXISTED, machine.aotCaches().state(target(facts)).name());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            Findings findings =
                    machine.rehearsal().run(script(facts), machine.migrationLimit().get());
            pages.rehearsed(findings.live(), findings.trial());
            refuseBroken(facts, findings);
            var found = new LinkedHashMap<String, String>();
            found.put(
                    UpgradeEvent.Found.FREEZE_MILLIS, Long.toString(findings.freeze().toMillis()));
            found.put(MIGRATION_MILLIS, Long.toString(findings.migrating().toMillis()));
            found.put(UpgradeEvent.Found.PAGES, Integer.toString(findings.live().size()));
            found.put(UpgradeEvent.Found.CHANGED, Integer.toString(findings.changes().size()));
            if (findings.fastStartFailure() != null) {
                found.put(Engine.WARNING, findings.fastStartFailure());
            }
            return found;
        }

        private Script script(Facts facts) throws IOException, InterruptedException {
            Generation current = machine.findStanding().orElse(null);
            InstalledRelease target = target(facts);
            if (facts.kind() == OperationKind.RESTORE) {
                // Other pages than those of today are what is wanted.
                Path restored = Path.of(facts.get(Facts.DATA)).resolve(DataSteps.DATABASE);
                return new Script(target, restored, List.of(target.program()), false, null);
            }
            if (current == null) {
                return Script.ofEmpty(target);
            }
            return new Script(
                    target,
                    DataSteps.restored(facts).orElse(current.database()),
                    List.of(current.release().program(), target.program()),
                    facts.kind() == OperationKind.UPGRADE,
                    live());
        }

        /** Null when nobody answers visitors now: then there is nothing to compare with. */
        private @Nullable ListenAddress live() throws IOException, InterruptedException {
            boolean isReady =
                    machine.service().state() instanceof ServiceState.Running
                            && machine.probe().get().ask() instanceof HealthAnswer.Answered(var it)
                            && it.ready();
            return isReady ? machine.probe().get().address() : null;
        }

        /** On the way back to an older release, pages of kinds that it did not have may go. */
        private static void refuseBroken(Facts facts, Findings findings) {
            List<PageSample.Change> broken =
                    facts.kind() == OperationKind.ROLLBACK
                            ? findings.changes().stream()
                                    .filter(PageSample.Change::isFailure)
                                    .toList()
                            : findings.broken();
            if (!broken.isEmpty()) {
                throw new CtlException(
                        ErrorCode.U172,
                        facts.get(Facts.TO_VERSION),
                        broken.size(),
                        findings.live().size(),
                        named(broken));
            }
        }

        static String named(List<PageSample.Change> changes) {
            return changes.stream()
                    .limit(MOST_NAMED)
                    .map(PageSample.Change::toString)
                    .collect(Collectors.joining("; "));
        }

        @Override
        public void undo(Facts facts) throws IOException {
            machine.rehearsal().sweep();
            var release = machine.findRelease(facts.get(Facts.TO_RELEASE));
            if (release.isPresent() && !facts.get(EXISTED).equals(AotState.READY.name())) {
                machine.aotCaches().remove(release.get());
            }
        }

        private InstalledRelease target(Facts facts) throws IOException {
            return machine.getRelease(facts.get(Facts.TO_RELEASE));
        }
    }
}
