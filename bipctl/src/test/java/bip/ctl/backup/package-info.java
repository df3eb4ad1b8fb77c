@NullMarked
package bip.ctl.backup;

import org.jspecify.annotations.NullMarked;
