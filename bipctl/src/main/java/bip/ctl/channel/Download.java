package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Writes one archive beside its target and moves it there when it is what was promised. */
final class Download {

    private static final int BUFFER_BYTES = 64 << 10;

    private final Offer offer;
    private final Path target;
    private final Path partial;

    Download(Offer offer, Path target) {
        this.offer = offer;
        this.target = target;
        this.partial = Channel.partial(target);
    }

    /** As {@link Channel#fetch}. */
    static void bring(Source source, Offer offer, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        var download = new Download(offer, target);
        if (Files.exists(target) && download.isRight(target)) {
            progress.accept(offer.sizeBytes());
            return;
        }
        try (InputStream in = open(source, offer)) {
            download.run(in, progress);
        }
    }

    private static InputStream open(Source source, Offer offer) {
        try {
            return source.open(offer.location());
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C103, offer.archive(), Source.reason(e));
        }
    }

    /** Whether {@code file} is the archive that was promised. */
    boolean isRight(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != offer.sizeBytes()) {
            return false;
        }
        MessageDigest digest = newSha512();
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return isPromised(digest);
    }

    /**
     * Reads {@code in} to its end.
     *
     * @throws InterruptedException between two pieces, when this thread was interrupted
     */
    void run(InputStream in, LongConsumer progress) throws IOException, InterruptedException {
        Files.deleteIfExists(partial);
        try {
            MessageDigest digest = newSha512();
            try (var out =
                    FileChannel.open(
                            partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                copy(in, out, digest, progress);
                out.force(true);
            }
            if (!isPromised(digest)) {
                throw new CtlException(ErrorCode.C105, offer.archive());
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.syncFolder(target.toAbsolutePath().resolveSibling(""));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void copy(InputStream in, FileChannel out, MessageDigest digest, LongConsumer progress)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long done = 0;
        for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
            done += n;
            if (done > offer.sizeBytes()) {
                throw wrongSize();
            }
            digest.update(buffer, 0, n);
            var bytes = ByteBuffer.wrap(buffer, 0, n);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            progress.accept(done);
            if (Thread.interrupted()) {
                throw new InterruptedException("download of " + offer.archive());
            }
        }
        if (done < offer.sizeBytes()) {
            throw wrongSize();
        }
    }

    /** An error here is the channel's; one in writing is this machine's. */
    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C103, offer.archive(), Source.reason(e));
        }
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
