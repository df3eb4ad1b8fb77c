/** What was done here, when, by whom, and how it ended. Knows journals only through operations. */
@NullMarked
package bip.ctl.history;

import org.jspecify.annotations.NullMarked;
