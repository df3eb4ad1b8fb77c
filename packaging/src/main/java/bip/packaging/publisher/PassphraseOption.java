package bip.packaging.publisher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the passphrases of a command's keys come from. */
final class PassphraseOption {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "first line is the passphrase; once for all keys, or once for each key in their"
                            + " order. Without it you are asked at the terminal.")
    private final List<Path> files = new ArrayList<>();

    Passphrases source(Desk desk) {
        return files.isEmpty() ? desk.typed() : new FilePassphrases(files);
    }
}
