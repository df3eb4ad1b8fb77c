package bip.server.page;

/** Told of each change of a page, once it is durable. Implemented by rooms that keep copies. */
@FunctionalInterface
public interface PageListener {
    /** The page says something else now, or stands or is found elsewhere. */
    void pageChanged(long pageId);
}
