/**
 * Tries a release out beside the site, on a copy of the data that is thrown away, and makes what
 * lets it start fast on the way.
 */
@NullMarked
package bip.ctl.rehearsal;

import org.jspecify.annotations.NullMarked;
