package bip.ctl.terminal;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard streams of this process: raw, and whether a person sits at each. */
final class Streams {

    private static final int LONGEST_LINE = 4096;

    private Streams() {}

    static OutputStream out() {
        return new FileOutputStream(FileDescriptor.out);
    }

    static OutputStream err() {
        return new FileOutputStream(FileDescriptor.err);
    }

    /**
     * The next line of standard input, without its line feed; empty when there is none.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static byte[] inputLine() {
        var line = new ByteArrayOutputStream();
        try {
            for (int letter = System.in.read();
                    letter >= 0 && letter != '\n' && line.size() < LONGEST_LINE;
                    letter = System.in.read()) {
                line.write(letter);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
        return line.toByteArray();
    }

    /** Nobody is left who could read what is written to standard output. */
    static boolean isOutputAbandoned() {
        return Readers.areGone(1);
    }

    static boolean isInputTerminal() {
        return isTerminal(0);
    }

    static boolean isOutputTerminal() {
        return isTerminal(1);
    }

    static boolean isErrorTerminal() {
        return isTerminal(2);
    }

    /**
     * Asks the kernel by its links. The JDK's own console tells only of standard input and output
     * together, and a library that asks isatty(3) is not to be loaded for that.
     */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/")
                    || device.startsWith("/dev/tty")
                    || device.equals("/dev/console");
        } catch (IOException e) {
            // Closed, or no /proc: nobody who could answer.
            return false;
        }
    }
}
