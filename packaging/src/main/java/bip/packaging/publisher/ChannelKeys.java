package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys that sign targets, snapshot and timestamp. */
final class ChannelKeys {

    @Option(
            names = "--targets-key",
            paramLabel = "FILE",
            description = "a key of role targets, such as targets-1.key")
    private final List<Path> targets = new ArrayList<>();

    @Option(
            names = "--online-key",
            paramLabel = "FILE",
            description = "the key of snapshot and timestamp, such as online-1.key")
    private final List<Path> online = new ArrayList<>();

    @Mixin private final PassphraseOption passphrases = new PassphraseOption();

    /** Opens them, targets first. */
    List<OpenedKey> open(Desk desk) throws IOException {
        return open(passphrases.source(desk));
    }

    /** Opens them by passphrases from {@code source}, which may have opened others before. */
    List<OpenedKey> open(Passphrases source) throws IOException {
        var files = new ArrayList<>(targets);
        files.addAll(online);
        return OpenedKey.loadAll(files, source);
    }

    Passphrases passphrases(Desk desk) {
        return passphrases.source(desk);
    }

    boolean hasTargetsKey() {
        return !targets.isEmpty();
    }
}
