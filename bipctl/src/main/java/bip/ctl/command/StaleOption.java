package bip.ctl.command;

import picocli.CommandLine.Option;

/** {@code --accept-stale}, which a person types and no machine. */
final class StaleOption {

    @Option(names = "--accept-stale")
    boolean isWanted;

    void apply(Desk desk) {
        if (isWanted) {
            desk.acceptStale();
        }
    }

    /** As typed, for who is told what is under way. */
    String words() {
        return isWanted ? " --accept-stale" : "";
    }
}
