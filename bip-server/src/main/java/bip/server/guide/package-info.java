/**
 * What the bulletin itself tells its readers: how to use it (§ 11 ust. 1 pkt 4), how to get what is
 * not in it (art. 8 ust. 4; R14), how what is in it may be used again (R13), and what is kept of a
 * reader's visit.
 */
@NullMarked
package bip.server.guide;

import org.jspecify.annotations.NullMarked;
