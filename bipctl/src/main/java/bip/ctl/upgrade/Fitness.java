package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseManifest;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServiceManager;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release can take over what is on this machine.
 *
 * @param current version that is current; empty for an install
 * @param schema of the current database; 0 for an install
 * @param databaseBytes of the current database; 0 when it is not copied
 * @param freeBytes where the copy would lie
 */
record Fitness(
        OperationKind kind,
        ReleaseManifest manifest,
        Optional<ReleaseVersion> current,
        int schema,
        Optional<ReleaseVersion> tool,
        long databaseBytes,
        long freeBytes) {

    /** The only one that bipctl itself is built for. */
    private static final String PLATFORM = "linux-x64";

    /** The copy, and as much again for what the migration writes beside it before it is done. */
    private static final int COPY_FACTOR = 2;

    /** Journal, logs and the server's own start must not meet a full disk. */
    private static final long RESERVE_BYTES = 32L << 20;

    /** Looks at the machine. */
    static Fitness of(Machine machine, OperationKind kind, InstalledRelease release)
            throws IOException, InterruptedException {
        Optional<Generation> current = machine.generations().current();
        int schema = 0;
        long bytes = 0;
        if (current.isPresent()) {
            Path database = current.get().database();
            schema = machine.program().schema(release.program(), database).database();
            bytes = kind == OperationKind.UPGRADE ? size(database) : 0;
        }
        return new Fitness(
                kind,
                release.manifest(),
                current.map(it -> it.release().version()),
                schema,
                machine.tool(),
                bytes,
                Files.getFileStore(machine.layout().data()).getUsableSpace());
    }

    private static long size(Path database) throws IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        return (Files.exists(database) ? Files.size(database) : 0)
                + (Files.exists(log) ? Files.size(log) : 0);
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
        spaceReason().ifPresent(reasons::add);
        return reasons;
    }

    private Optional<CtlException> schemaReason() {
        return switch (kind) {
            case INSTALL -> Optional.empty();
            case UPGRADE -> upgradeReason();
            case ADOPT, ROLLBACK ->
                    manifest.schemaRead().holds(schema)
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

    private Optional<CtlException> upgradeReason() {
        if (current.isPresent() && current.get().compareTo(manifest.upgradeFrom()) < 0) {
            return Optional.of(
                    new CtlException(
                            ErrorCode.U112,
                            manifest.version(),
                            manifest.upgradeFrom(),
                            current.get()));
        }
        if (schema > manifest.schemaWritten()) {
            return Optional.of(
                    new CtlException(
                            ErrorCode.U113, manifest.version(), schema, manifest.schemaWritten()));
        }
        return Optional.empty();
    }

    private Optional<CtlException> spaceReason() {
        long needed = databaseBytes * COPY_FACTOR + RESERVE_BYTES;
        return freeBytes >= needed
                ? Optional.empty()
                : Optional.of(
                        new CtlException(ErrorCode.U115, mebibytes(needed), mebibytes(freeBytes)));
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
