/**
 * Whether the server's errors would reach Sentry: looks at the setting, the way there and the
 * answer, and writes the setting. Knows Sentry's protocol; has no client of Sentry's own.
 */
@NullMarked
package bip.ctl.sentry;

import org.jspecify.annotations.NullMarked;
