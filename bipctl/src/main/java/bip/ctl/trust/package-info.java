/**
 * The client of The Update Framework (specification 1.0.34): from one trusted root to a verified
 * list of targets. Knows metadata, keys and time; does not know what a target is for, nor how bytes
 * are fetched. Delegated targets roles are not followed.
 */
@NullMarked
package bip.ctl.trust;

import org.jspecify.annotations.NullMarked;
