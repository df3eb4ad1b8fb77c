/** Where unexpected failures are reported to. Knows its settings; sends nothing yet. */
@NullMarked
package bip.server.errortracking;

import org.jspecify.annotations.NullMarked;
