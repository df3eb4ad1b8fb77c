/**
 * Backups: a repository of contents named by their hash, and lists of them, one for each backup;
 * decision 36. It knows nothing of operations.
 */
@NullMarked
package bip.ctl.backup;

import org.jspecify.annotations.NullMarked;
