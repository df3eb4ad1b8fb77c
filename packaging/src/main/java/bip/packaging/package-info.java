/**
 * What users get: runtimes, release archives, the channel. Knows the two programs only as files.
 */
@NullMarked
package bip.packaging;

import org.jspecify.annotations.NullMarked;
