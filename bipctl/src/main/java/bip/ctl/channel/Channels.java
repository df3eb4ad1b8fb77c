package bip.ctl.channel;

/** Opens a release channel by its address. */
public final class Channels {
    private Channels() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static Channel open(String urlOrPath) {
        throw new UnsupportedOperationException(urlOrPath);
    }
}
