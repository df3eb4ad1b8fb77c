/**
 * How often pages are read (art. 9 ust. 4 pkt 2; R62): numbers by page and day, and nothing of who
 * read. No cookie, no address, no program's name is kept.
 */
@NullMarked
package bip.server.statistics;

import org.jspecify.annotations.NullMarked;
