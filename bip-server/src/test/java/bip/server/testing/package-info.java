/** Helpers of this module's tests: a real server, raw HTTP, a clock that is set by hand. */
@NullMarked
package bip.server.testing;

import org.jspecify.annotations.NullMarked;
