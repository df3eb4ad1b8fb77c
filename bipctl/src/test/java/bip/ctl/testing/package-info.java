/** Stand-ins for the world outside, for tests of every room. */
@NullMarked
package bip.ctl.testing;

import org.jspecify.annotations.NullMarked;
