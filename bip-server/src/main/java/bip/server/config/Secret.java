package bip.server.config;

/** A text that is never shown. */
public final class Secret {
    /** What is shown instead of every secret. */
    public static final String MASK = "***";

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
