/**
 * Upgrades without a person: when they may be, what is taken, and who is told. Decides and
 * remembers; the operations are carried out elsewhere.
 */
@NullMarked
package bip.ctl.unattended;

import org.jspecify.annotations.NullMarked;
