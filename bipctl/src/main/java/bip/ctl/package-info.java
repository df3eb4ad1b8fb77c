/** The main method of bipctl and its composition root; nothing else. */
@NullMarked
package bip.ctl;

import org.jspecify.annotations.NullMarked;
