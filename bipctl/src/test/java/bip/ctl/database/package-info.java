@NullMarked
package bip.ctl.database;

import org.jspecify.annotations.NullMarked;
