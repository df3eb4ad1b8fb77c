/**
 * Releases on this machine: their manifest, unpacking an archive safely, the folder of releases,
 * generations and the current link.
 */
@NullMarked
package bip.ctl.release;

import org.jspecify.annotations.NullMarked;
