/**
 * What the administrator allows to become current: the pin, the hold, releases that failed here.
 * Decides nothing; the operations do.
 */
@NullMarked
package bip.ctl.policy;

import org.jspecify.annotations.NullMarked;
