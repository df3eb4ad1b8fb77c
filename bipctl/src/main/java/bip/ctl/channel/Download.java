package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.Source.Unavailable;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.support.WriteBehind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one archive beside its target and moves it there when it is what was promised. What was
 * cut goes on a few times by itself; after that what came stays for the next run, where the source
 * can go on at all.
 */
final class Download {

    private static final int BUFFER_BYTES = 64 << 10;

    /** Tries on end that brought nothing to speak of. Between them 1, 2 and 4 s. */
    static final int MOST_VAIN_TRIES = 4;

    /** So much that a source which gives a byte at a time does not go on for ever. */
    private static final long PROGRESS_BYTES = PacedInput.SLOWEST.bytes();

    /** Whoever comes back later begins anew. */
    static final Duration KEPT_FOR = Duration.ofDays(7);

    private final Source source;
    private final Offer offer;
    private final Path target;
    private final PartialDownload partial;
    private final LongConsumer progress;
    private final Access access;

    /** The most that was ever here in this run. */
    private long furthest;

    private Download(
            Source source, Offer offer, Path target, LongConsumer progress, Access access) {
        this.source = source;
        this.offer = offer;
        this.target = target;
        this.partial = PartialDownload.of(offer, target);
        this.progress = progress;
        this.access = access;
    }

    /** As {@link Channel#fetch}. */
    static void bring(Source source, Offer offer, Path target, LongConsumer progress, Access access)
            throws IOException, InterruptedException {
        var download = new Download(source, offer, target, progress, access);
        if (Files.exists(target) && download.isRight(target)) {
            progress.accept(offer.sizeBytes());
            return;
        }
        download.removeOld();
        download.run();
    }

    private void removeOld() throws IOException {
        Instant limit = access.clock().instant().minus(KEPT_FOR);
        for (PartialDownload it :
                PartialDownload.list(target.toAbsolutePath().resolveSibling(""))) {
            if (it.isOlderThan(limit)) {
                it.delete();
            }
        }
    }

    /** Whether {@code file} is the archive that was promised. */
    private boolean isRight(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != offer.sizeBytes()) {
            return false;
        }
        MessageDigest digest = newSha512();
        hash(file, digest);
        return isPromised(digest);
    }

    private static void hash(Path file, MessageDigest digest) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        boolean isKept = false;
        try {
            tryOnAndOn();
        } catch (Unavailable e) {
            isKept = canGoOn();
            throw isKept
                    ? new CtlException(
                            e,
                            ErrorCode.C107,
                            offer.archive(),
                            e.reason(),
                            partial.bytes() >> 20,
                            offer.sizeBytes() >> 20)
                    : new CtlException(e, ErrorCode.C103, offer.archive(), e.reason());
        } catch (InterruptedException e) {
            isKept = canGoOn();
            if (isKept) {
                access.hearer().accept(new Notice.Kept(partial.bytes(), offer.sizeBytes()));
            }
            throw e;
        } finally {
            if (!isKept) {
                partial.delete();
            }
        }
    }

    private boolean canGoOn() throws IOException {
        return partial.findValidator().isPresent();
    }

    private void tryOnAndOn() throws IOException, InterruptedException {
        int vain = 0;
        long reached = partial.bytes();
        while (true) {
            try {
                bringOnce();
                return;
            } catch (Unavailable e) {
                boolean isFurther = furthest - reached >= PROGRESS_BYTES;
                vain = isFurther ? 1 : vain + 1;
                reached = isFurther ? furthest : reached;
                if (!e.isPassing() || vain == MOST_VAIN_TRIES) {
                    throw e;
                }
                long here = canGoOn() ? partial.bytes() : 0;
                access.hearer().accept(new Notice.Cut(here, offer.sizeBytes(), e.reason()));
                access.pause().take(Duration.ofSeconds(1L << (vain - 1)));
            }
        }
    }

    private void bringOnce() throws IOException, InterruptedException {
        MessageDigest digest = newSha512();
        long here = hashPartial(digest);
        if (here == offer.sizeBytes()) {
            finish(digest);
            return;
        }
        try (Part part = open(here)) {
            refuseOther(part);
            long from = part.from();
            if (from == 0) {
                digest.reset();
                partial.restart(part.validator());
            }
            write(part, digest, from);
        }
        finish(digest);
    }

    /**
     * Hashes what is here, if that can be gone on with, as if it came now.
     *
     * @return how much that is
     */
    private long hashPartial(MessageDigest digest) throws IOException {
        long here = partial.bytes();
        if (here > offer.sizeBytes() || !canGoOn()) {
            partial.delete();
            return 0;
        }
        hash(partial.file(), digest);
        return here;
    }

    private Part open(long here) throws IOException, InterruptedException {
        try {
            return source.part(
                    offer.location(), new Resumption(here, offer.sizeBytes(), validator()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private @Nullable String validator() throws IOException {
        return partial.findValidator().orElse(null);
    }

    /** Before a byte of it is written. */
    private void refuseOther(Part part) {
        if (part.isPage()) {
            throw new CtlException(ErrorCode.C106, offer.archive());
        }
        if (part.wholeBytes() != Part.UNKNOWN && part.wholeBytes() != offer.sizeBytes()) {
            throw wrongSize();
        }
    }

    private void write(Part part, MessageDigest digest, long from)
            throws IOException, InterruptedException {
        try (var out = FileChannel.open(partial.file(), StandardOpenOption.APPEND);
                var hashing = new WriteBehind()) {
            long done = copy(part.in(), out, digest, hashing, from);
            if (done < offer.sizeBytes()) {
                throw ended(part);
            }
        } catch (ClosedByInterruptException _) {
            var _ = Thread.interrupted();
            throw stopped();
        } finally {
            // What is gone on with after a power cut must be what came. All else comes anew, or is
            // hashed before it counts.
            if (canGoOn()) {
                AtomicFiles.sync(partial.file());
            }
        }
    }

    /** The very bytes that were written are hashed, while the next ones come. */
    private long copy(
            InputStream in, FileChannel out, MessageDigest digest, WriteBehind hashing, long from)
            throws IOException, InterruptedException {
        long done = from;
        byte[] buffer = hashing.buffer();
        for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
            done += n;
            if (done > offer.sizeBytes()) {
                throw wrongSize();
            }
            var bytes = ByteBuffer.wrap(buffer, 0, n);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            hashing.take(buffer, n, (written, count) -> digest.update(written, 0, count));
            furthest = Math.max(furthest, done);
            progress.accept(done);
            if (Thread.interrupted()) {
                throw stopped();
            }
            buffer = hashing.buffer();
        }
        hashing.finish();
        return done;
    }

    /** An error here is the channel's; one in writing is this machine's. */
    private int read(InputStream in, byte[] buffer) throws Unavailable, InterruptedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Unavailable failure(IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw stopped();
        }
        if (e instanceof Unavailable unavailable) {
            return unavailable;
        }
        var lasting = new Unavailable(Source.reason(e));
        lasting.initCause(e);
        return lasting;
    }

    /** A source that had not said how much would come may have been cut. */
    private IOException ended(Part part) {
        if (part.wholeBytes() == Part.UNKNOWN) {
            return Unavailable.passing(Phrase.of("channel.ended"));
        }
        throw wrongSize();
    }

    private InterruptedException stopped() {
        return new InterruptedException("download of " + offer.archive());
    }

    private void finish(MessageDigest digest) throws IOException {
        if (!isPromised(digest)) {
            throw new CtlException(ErrorCode.C105, offer.archive());
        }
        Files.move(partial.file(), target, StandardCopyOption.ATOMIC_MOVE);
        partial.delete();
        AtomicFiles.syncFolder(target.toAbsolutePath().resolveSibling(""));
    }

    private CtlException wrongSize() {
        return new CtlException(ErrorCode.C104, offer.archive(), offer.sizeBytes());
    }

    private boolean isPromised(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(offer.sha512());
    }

    private static MessageDigest newSha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has SHA-512", e);
        }
    }
}
