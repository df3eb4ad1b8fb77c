/** Restore drills: a backup is put back beside the site, looked through, and served. */
@NullMarked
package bip.ctl.drill;

import org.jspecify.annotations.NullMarked;
