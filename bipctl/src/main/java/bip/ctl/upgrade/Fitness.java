package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseManifest;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServiceManager;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release can take over what is on this machine.
 *
 * @param current version that is current; empty for an install
 * @param schema of the current database; 0 for an install
 */
record Fitness(
        OperationKind kind,
        ReleaseManifest manifest,
        Optional<ReleaseVersion> current,
        int schema,
        Optional<ReleaseVersion> tool) {

    /** The only one that bipctl itself is built for. */
    private static final String PLATFORM = "linux-x64";

    /** Looks at the machine. */
    static Fitness of(Machine machine, OperationKind kind, InstalledRelease release)
            throws IOException, InterruptedException {
        return of(machine, kind, release, Optional.empty());
    }

    /**
     * Looks at the machine.
     *
     * @param restored database of then that shall come back; empty when today's stays
     */
    static Fitness of(
            Machine machine, OperationKind kind, InstalledRelease release, Optional<Path> restored)
            throws IOException, InterruptedException {
        Optional<Generation> current = machine.generations().standing();
        int schema = 0;
        if (current.isPresent()) {
            Path database = restored.orElse(current.get().database());
            schema = machine.program().schema(release.program(), database).database();
        }
        return new Fitness(
                kind,
                release.manifest(),
                current.map(it -> it.release().version()),
                schema,
                machine.tool());
    }

    /** Of the release of a backup, whose database has that schema. */
    static Fitness ofBackup(Machine machine, InstalledRelease release, int schema)
            throws IOException {
        return new Fitness(
                OperationKind.RESTORE,
                release.manifest(),
                machine.findStanding().map(it -> it.release().version()),
                schema,
                machine.tool());
    }

    /** Every reason against it, the service manager's too. */
    void refuseUnlessFit(ServiceManager service) throws IOException, InterruptedException {
        var reasons = new ArrayList<CtlException>(reasons());
        reasons.addAll(service.obstacles());
        Refused.throwIfAny(reasons);
    }

    /** Every reason against it, at once. */
    List<CtlException> reasons() {
        var reasons = new ArrayList<CtlException>();
        if (!manifest.platform().equals(PLATFORM)) {
            reasons.add(
                    new CtlException(
                            ErrorCode.U110, manifest.version(), manifest.platform(), PLATFORM));
        }
        if (tool.isPresent() && tool.get().compareTo(manifest.oldestTool()) < 0) {
            reasons.add(
                    new CtlException(
                            ErrorCode.U111, manifest.version(), manifest.oldestTool(), tool.get()));
        }
        schemaReason().ifPresent(reasons::add);
        return reasons;
    }

    private Optional<CtlException> schemaReason() {
        return switch (kind) {
            case INSTALL, IMPORT -> Optional.empty();
            case UPGRADE -> upgradeReason();
            case ADOPT, RESTORE, ROLLBACK ->
                    readsSchema()
                            ? Optional.empty()
                            : Optional.of(
                                    new CtlException(
                                            ErrorCode.U114,
                                            manifest.version(),
                                            schema,
                                            manifest.schemaRead().from(),
                                            manifest.schemaRead().to()));
        };
    }

    /** The release can run on the database without a migration. */
    boolean readsSchema() {
        return manifest.schemaRead().holds(schema);
    }

    private Optional<CtlException> upgradeReason() {
        if (current.isPresent() && current.get().compareTo(manifest.upgradeFrom()) < 0) {
            return Optional.of(
                    new CtlException(
                            ErrorCode.U112,
                            manifest.version(),
                            manifest.upgradeFrom(),
                            current.get(),
                            manifest.upgradeFrom()));
        }
        if (schema > manifest.schemaWritten()) {
            return Optional.of(
                    new CtlException(
                            ErrorCode.U113, manifest.version(), schema, manifest.schemaWritten()));
        }
        return Optional.empty();
    }
}
