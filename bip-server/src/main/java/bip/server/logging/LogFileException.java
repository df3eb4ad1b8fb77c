package bip.server.logging;

import java.io.IOException;
import java.nio.file.Path;

/** The log file cannot be opened. */
public final class LogFileException extends IOException {
    LogFileException(Path file, IOException cause) {
        // FileOutputStream's message names the file and the reason.
        super(cause.getMessage() == null ? file.toString() : cause.getMessage(), cause);
    }
}
