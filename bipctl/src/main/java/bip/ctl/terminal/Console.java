package bip.ctl.terminal;

/**
 * The one way to the person or script at the other end. Results go to standard output, all else to
 * standard error. The texts given here are already in the reader's language.
 */
public interface Console extends AutoCloseable {

    /** A line of the result: standard output. */
    void result(String line);

    /**
     * Whether somebody still reads the result: false once a line could not be written, because the
     * reader went away ({@code bipctl … | head}). An operation goes on all the same; who only
     * prints can stop.
     */
    default boolean isRead() {
        return true;
    }

    /**
     * Whether a line of the result could not be written although nobody said that they want no
     * more: the disk is full, or the stream was never open.
     */
    default boolean isResultLost() {
        return false;
    }

    /**
     * As {@link #isRead}, found out also while nothing is written: for who waits for something to
     * print.
     */
    default boolean hasReader() {
        return isRead();
    }

    /** A line about what is going on: standard error; not shown with {@code --quiet}. */
    void notice(String line);

    /** A line shown only with {@code -v}: standard error. */
    void detail(String line);

    /** A line that must be seen even with {@code --quiet}: standard error. */
    void warning(String line);

    /**
     * Shows that {@code title} is under way until the returned progress is closed. Drawn in place
     * on a terminal, one plain line when it ends (and one every ten seconds) elsewhere.
     *
     * @param total bytes; 0 when unknown, or when it is not about bytes
     */
    Progress progress(String title, long total);

    /**
     * Whether a question can be asked: standard input is a terminal and {@code --no-input} was not
     * given.
     */
    boolean canAsk();

    /**
     * Asks for yes or no; no on end of input.
     *
     * @throws bip.ctl.support.CtlException if nobody can be asked
     */
    boolean confirm(String question);

    /**
     * Asks for a secret, without showing what is typed; where standard input is no terminal, its
     * next line is taken instead. Empty on end of input.
     *
     * @throws bip.ctl.support.CtlException A205 if there is a terminal and nobody may be asked at
     *     it, A209 if what came is no text
     */
    String askSecret(String question);

    @Override
    void close();

    /**
     * Something under way. Safe to call from the thread that does the work, as often as it likes.
     */
    interface Progress extends AutoCloseable {
        /**
         * Says how far it is.
         *
         * @param done bytes of the total, never less than before
         */
        void advanceTo(long done);

        /** It is done; without this call before {@link #close} it is shown as failed. */
        void done();

        @Override
        void close();
    }
}
