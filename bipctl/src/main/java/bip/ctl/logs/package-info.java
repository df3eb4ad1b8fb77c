/**
 * The server's log file: reads it, its rotated and compressed predecessors, and what is appended.
 * Knows how lines and rotation look; knows nothing of the server or of the terminal.
 */
@NullMarked
package bip.ctl.logs;

import org.jspecify.annotations.NullMarked;
