package bip.packaging.publisher;

/**
 * Something that is not done, told to the one who must act: what and why, how things stand, what to
 * do next. One line, however it was made.
 */
final class Refusal extends RuntimeException {

    static final String NOTHING_CHANGED = "Nothing was changed.";

    /**
     * @param problem what cannot be done and why, without a full stop
     * @param state how things stand now, as a sentence
     * @param next what to do, as a sentence
     */
    Refusal(String problem, String state, String next) {
        super((problem + ". " + state + " " + next).replaceAll("\\s*[\\r\\n]+\\s*", " "));
    }

    /** A refusal that was made before anything was touched. */
    static Refusal before(String problem, String next) {
        return new Refusal(problem, NOTHING_CHANGED, next);
    }
}
