package bip.ctl.upgrade;

import bip.ctl.aot.AotState;
import bip.ctl.channel.Channel;
import bip.ctl.channel.PartialDownload;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much an operation moves and makes, in bytes.
 *
 * @param archive to be fetched; 0 when it is here
 * @param unpacked files of the release; 0 when it is unpacked here
 * @param files how many those are
 * @param database of the current generation, or of the one whose data come back, with what is in
 *     its write-ahead log; 0 for an install
 * @param cache of loaded classes that is made; 0 when there is one
 */
public record PlanSizes(long archive, long unpacked, long files, long database, long cache) {

    /** A release of 170 MB came in an archive of 80 MB (1.0.0): 2.1, and something to spare. */
    private static final double UNPACKED_TO_ARCHIVE = 2.5;

    /** Release 1.0.0 has 200. */
    private static final long USUAL_FILES = 400;

    /** Release 1.0.0 makes 70 MB. */
    private static final long USUAL_CACHE = 100L << 20;

    static PlanSizes of(Machine machine, Plan plan) throws IOException {
        long database = 0;
        var copied = plan.findRestoration().map(Restoration::kept).or(plan::findFrom);
        if (copied.isPresent()) {
            database = databaseBytes(copied.get().database());
        }
        return switch (plan.source()) {
            case Source.OnDisk(var release) ->
                    new PlanSizes(0, 0, 0, database, cacheOf(machine, release));
            case Source.FromBackup(var backup) ->
                    new PlanSizes(
                            backup.releaseBytes(),
                            backup.releaseBytes(),
                            USUAL_FILES,
                            backup.databaseBytes() + backup.attachmentBytes(),
                            USUAL_CACHE);
            case Source.FromFile(_, var manifest) ->
                    new PlanSizes(
                            0,
                            unpackedBytes(manifest),
                            manifest.files().size(),
                            database,
                            USUAL_CACHE);
            case Source.FromChannel(var offer) ->
                    new PlanSizes(
                            Math.max(0, offer.sizeBytes() - hereOf(machine, offer)),
                            unpackedBytes(offer),
                            USUAL_FILES,
                            database,
                            USUAL_CACHE);
        };
    }

    /** As signed; else by experience. */
    private static long unpackedBytes(Channel.Offer offer) {
        long signed = offer.terms().unpackedBytes();
        return signed > 0 ? signed : (long) (offer.sizeBytes() * UNPACKED_TO_ARCHIVE);
    }

    /** What an earlier try brought. */
    private static long hereOf(Machine machine, Channel.Offer offer) throws IOException {
        Path target = machine.layout().downloads().resolve(offer.archive());
        return PartialDownload.of(offer, target).bytes();
    }

    private static long unpackedBytes(ReleaseManifest manifest) {
        return manifest.files().stream().mapToLong(ReleaseManifest.ListedFile::sizeBytes).sum();
    }

    private static long cacheOf(Machine machine, InstalledRelease release) throws IOException {
        AotState state = machine.aotCaches().state(release);
        return state == AotState.READY || state == AotState.UNSUPPORTED ? 0 : USUAL_CACHE;
    }

    static long databaseBytes(Path database) throws IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        return (Files.exists(database) ? Files.size(database) : 0)
                + (Files.exists(log) ? Files.size(log) : 0);
    }
}
