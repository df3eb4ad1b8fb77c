package bip.server.logging;

/** The reference of the request that the current thread works on. */
public final class RequestReference {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
    private static final String NONE = "-";

    private RequestReference() {}

    /** Runs {@code work} so that what it logs carries {@code reference}. */
    public static void during(String reference, Runnable work) {
        ScopedValue.where(CURRENT, reference).run(work);
    }

    /** The reference, or {@code -} outside of a request. */
    static String current() {
        return CURRENT.orElse(NONE);
    }
}
