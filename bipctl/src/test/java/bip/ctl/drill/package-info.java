/** Drills with a release that is a fake. */
@NullMarked
package bip.ctl.drill;

import org.jspecify.annotations.NullMarked;
