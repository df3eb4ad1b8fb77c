package bip.ctl.channel;

import bip.ctl.support.CtlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Fuzz target: a bundle's names and places, and what is found there. */
public final class BundleFuzz {

    private static final Path FILE = file();
    private static final int BLOCK = 512;
    private static final int SUM = 148;
    private static final byte[] MARK = "ustar".getBytes(StandardCharsets.US_ASCII);

    private BundleFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("bip-fuzz", ".bundle");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first byte chooses: with the sums of its headers as they are, or put right. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        if (input[0] % 8 != 0) {
            mend(bytes);
        }
        Files.write(FILE, bytes);
        try {
            if (Bundle.isOne(FILE)) {
                Bundle bundle = Bundle.open(FILE);
                for (String name : bundle.places().keySet()) {
                    try (Part part = bundle.find(name).orElseThrow()) {
                        part.in().readAllBytes();
                    }
                }
            }
        } catch (CtlException refused) {
            // As it should be.
        }
    }

    private static void mend(byte[] bytes) {
        for (int at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
            if (Arrays.equals(bytes, at + 257, at + 257 + MARK.length, MARK, 0, MARK.length)) {
                Arrays.fill(bytes, at + SUM, at + SUM + 8, (byte) ' ');
                int sum = 0;
                for (int i = at; i < at + BLOCK; i++) {
                    sum += bytes[i] & 0xff;
                }
                byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(octal, 0, bytes, at + SUM, octal.length);
            }
        }
    }
}
