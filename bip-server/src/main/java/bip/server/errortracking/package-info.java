/**
 * Reports unexpected failures to Sentry, scrubbed of people's data, in the background and in
 * bounded numbers. Knows Sentry's library; knows nothing of what failed but the failure.
 */
@NullMarked
package bip.server.errortracking;

import org.jspecify.annotations.NullMarked;
