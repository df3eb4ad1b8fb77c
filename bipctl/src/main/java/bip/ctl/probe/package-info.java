/**
 * Asks a running server how it is, and waits for it with a limit. Knows the health answer, not what
 * started the server.
 */
@NullMarked
package bip.ctl.probe;

import org.jspecify.annotations.NullMarked;
