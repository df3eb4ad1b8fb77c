/**
 * Finds pages by words: the index of titles, texts, labels and files' titles, kept in step with the
 * database, and the page of results. Knows what a page says, not how it is shown or written.
 */
@NullMarked
package bip.server.search;

import org.jspecify.annotations.NullMarked;
