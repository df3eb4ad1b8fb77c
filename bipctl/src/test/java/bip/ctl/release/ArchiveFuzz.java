package bip.ctl.release;

import bip.ctl.support.CtlException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Fuzz target: a release archive, read to its end against its manifest. */
public final class ArchiveFuzz {

    private static final Path FILE = file();

    private ArchiveFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("bip-fuzz", ".tar.gz");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first byte chooses: the tar inside, or the bytes as they are. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Files.write(FILE, input[0] % 8 == 0 ? bytes : packed(bytes));
        try {
            ReleaseArchive.verify(FILE);
        } catch (CtlException refused) {
            // As it should be.
        }
    }

    private static byte[] packed(byte[] tar) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip =
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(Deflater.NO_COMPRESSION);
                    }
                }) {
            gzip.write(tar);
        }
        return out.toByteArray();
    }
}
