/**
 * Files attached to pages: kept by the hash of their content, shown beside their page, served byte
 * for byte. Knows pages by their numbers, and what a page wants to show of a file.
 */
@NullMarked
package bip.server.attachment;

import org.jspecify.annotations.NullMarked;
