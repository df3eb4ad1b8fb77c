/**
 * What every room needs: exit codes, the catalogue of errors, messages in two languages, running a
 * program, files written whole. Knows no room.
 */
@NullMarked
package bip.ctl.support;

import org.jspecify.annotations.NullMarked;
