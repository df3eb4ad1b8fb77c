package bip.server.page;

/** Told when something on a page changed. Whoever needs to know implements it. */
@FunctionalInterface
public interface PageListener {

    /**
     * The page was added, changed or withdrawn, or what hangs on it (labels, files) was. Called
     * after the commit, outside of any transaction, by the thread that changed it. Must not throw:
     * the change stands already.
     */
    void pageChanged(long pageId);
}
