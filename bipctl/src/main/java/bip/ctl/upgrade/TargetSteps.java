package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.channel.PartialDownload;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The steps that bring the target release onto this machine. They touch nothing that runs. */
final class TargetSteps {

    private TargetSteps() {}

    /**
     * Brings the archive from the channel.
     *
     * @param wanted null in a recovery, which only undoes
     */
    record Fetch(Machine machine, Channel.@Nullable Offer wanted) implements Step {
        @Override
        public String kind() {
            return "fetch";
        }

        @Override
        public Map<String, String> prepare(Facts facts) {
            return Map.of(
                    Facts.ARCHIVE,
                    machine.layout().downloads().resolve(offer().archive()).toString());
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            machine.channel().get().fetch(offer(), Path.of(facts.get(Facts.ARCHIVE)), progress);
            return Map.of("sha512", offer().sha512());
        }

        /** What was cut while this process lived stays: the next run goes on with it. */
        @Override
        public void undo(Facts facts) throws IOException {
            boolean wasCut = facts.find(Facts.FAILED_STEP).filter(kind()::equals).isPresent();
            if (wanted == null || !wasCut) {
                removeDownload(machine, facts);
            }
        }

        private Channel.Offer offer() {
            return Objects.requireNonNull(wanted, "a recovery fetches nothing");
        }
    }

    /** What came is right, but nobody needs it any more. */
    static void removeDownload(Machine machine, Facts facts) throws IOException {
        var archive = facts.find(Facts.ARCHIVE).map(Path::of);
        if (archive.isPresent() && archive.get().startsWith(machine.layout().downloads())) {
            AtomicFiles.delete(archive.get());
            PartialDownload.removeAll(archive.get());
        }
    }

    /** Checks the archive against its manifest and unpacks it. */
    record Unpack(Machine machine) implements Step {
        private static final String EXISTED = "release.existed";

        @Override
        public String kind() {
            return "unpack";
        }

        @Override
        public Map<String, String> prepare(Facts facts) throws IOException {
            var manifest = ReleaseArchive.manifestOf(Path.of(facts.get(Facts.ARCHIVE)));
            String folder = manifest.folderName();
            var decided = new LinkedHashMap<String, String>();
            decided.put(Facts.TO_RELEASE, folder);
            decided.put(Facts.TO_HASH, manifest.contentHash());
            decided.put(EXISTED, Boolean.toString(machine.findRelease(folder).isPresent()));
            return decided;
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            Path archive = Path.of(facts.get(Facts.ARCHIVE));
            InstalledRelease release = machine.store().unpack(archive, progress);
            if (!release.version().toString().equals(facts.get(Facts.TO_VERSION))) {
                throw new CtlException(
                        ErrorCode.U117, archive, release.version(), facts.get(Facts.TO_VERSION));
            }
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            machine.store().sweep();
            var release = machine.findRelease(facts.get(Facts.TO_RELEASE));
            if (release.isPresent() && facts.get(EXISTED).equals("false")) {
                machine.store().remove(release.get());
            }
        }
    }

    /** Hashes a release that was unpacked earlier once more: disks forget. */
    record Verify(Machine machine) implements Step {
        @Override
        public String kind() {
            return "verify";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            machine.store().verify(machine.getRelease(facts.get(Facts.TO_RELEASE)));
            return Map.of();
        }
    }

    /** Checks that the release can take over what is here. */
    record Fit(Machine machine) implements Step {
        @Override
        public String kind() {
            return "fit";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            var release = machine.getRelease(facts.get(Facts.TO_RELEASE));
            fitness(facts, release).refuseUnlessFit(machine.service());
            return Map.of();
        }

        private Fitness fitness(Facts facts, InstalledRelease release)
                throws IOException, InterruptedException {
            return facts.kind() == OperationKind.RESTORE
                    ? Fitness.ofBackup(
                            machine, release, Integer.parseInt(facts.get(Facts.BACKUP_SCHEMA)))
                    : Fitness.of(machine, facts.kind(), release, DataSteps.restored(facts));
        }
    }

    /** Asks the new release whether it can run with the configuration as it is. */
    record Config(Machine machine) implements Step {
        @Override
        public String kind() {
            return "config";
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress)
                throws IOException, InterruptedException {
            var release = machine.getRelease(facts.get(Facts.TO_RELEASE));
            var _ = machine.program().checkConfig(release.program());
            return Map.of();
        }
    }

    /** Writes the server's environment file, with each key explained, unless there is one. */
    record Environment(Machine machine) implements Step {
        private static final String EXISTED = "environment.existed";

        @Override
        public String kind() {
            return "environment";
        }

        @Override
        public Map<String, String> prepare(Facts facts) {
            return Map.of(
                    EXISTED, Boolean.toString(Files.exists(machine.layout().serverEnvironment())));
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            Path file = machine.layout().serverEnvironment();
            if (!Files.exists(file)) {
                AtomicFiles.write(file, EnvironmentTemplate.bytes(), EnvironmentTemplate.PRIVATE);
            }
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            if (facts.get(EXISTED).equals("false")) {
                AtomicFiles.delete(machine.layout().serverEnvironment());
            }
        }
    }
}
