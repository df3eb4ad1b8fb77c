package bip.server;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.UnfitValueException;

/**
 * What the launcher needs to know before there is a JVM; read here too, so that a mistake in it is
 * found with the others.
 *
 * @param maxHeap the most memory for the JVM's objects, as {@code -Xmx} takes it
 */
record ProcessSettings(String maxHeap) {
    private static final Key<String> MAX_HEAP =
            Key.of(
                    "BIP_MAX_HEAP",
                    "128m",
                    "The most memory for the server's objects, e.g. 256m; the whole process needs"
                            + " about 80 MB more.",
                    ProcessSettings::parseHeap);

    static ProcessSettings read(ConfigReader reader) {
        return new ProcessSettings(reader.read(MAX_HEAP));
    }

    private static String parseHeap(String text) throws UnfitValueException {
        // The launcher checks the same, because a JVM says too little about it.
        if (!text.matches("[1-9][0-9]{0,5}[mMgG]")) {
            throw new UnfitValueException("'" + text + "' is not a size such as 256m", "256m");
        }
        return text;
    }
}
