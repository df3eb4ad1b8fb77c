/** Tests of the log's reading and following, on real files. */
@NullMarked
package bip.ctl.logs;

import org.jspecify.annotations.NullMarked;
