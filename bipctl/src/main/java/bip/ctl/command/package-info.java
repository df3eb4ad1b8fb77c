/**
 * One class a verb: reads its arguments, calls one room, says what came of it. Knows the words, not
 * how anything is done.
 */
@NullMarked
package bip.ctl.command;

import org.jspecify.annotations.NullMarked;
