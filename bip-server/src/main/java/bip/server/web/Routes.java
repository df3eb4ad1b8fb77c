package bip.server.web;

/** Where rooms register what they answer. An address that nobody registered is a 404. */
public interface Routes {
    /**
     * Registers an answer to GET, and so to HEAD.
     *
     * @param template path with named parts, e.g. {@code /strona/{slug}}; a part matches up to the
     *     next slash, after percent-decoding
     */
    void get(String template, Access access, Handler handler);

    /**
     * Registers an answer to a form that is sent by POST. It is called only for a form that this
     * site gave out: the {@link RequestFilter} sees to that.
     *
     * @param template as of {@link #get}
     */
    void post(String template, Access access, Handler handler);

    /**
     * Registers that only programs ask for what stands under {@code prefix}: what goes wrong there
     * is told to them as problem details (RFC 9457), not as a page.
     *
     * @param prefix with a slash at both ends, the same in all languages
     */
    void forPrograms(String prefix);
}
