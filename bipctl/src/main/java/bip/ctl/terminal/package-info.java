/** The one door to standard output and standard error: messages, progress, questions, JSON. */
@NullMarked
package bip.ctl.terminal;

import org.jspecify.annotations.NullMarked;
