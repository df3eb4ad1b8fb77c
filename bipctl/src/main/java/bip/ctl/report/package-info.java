/**
 * A report of an error: what is known of this installation, without secrets and personal data.
 * Knows what they look like; knows nothing of the terminal, and sends nothing anywhere.
 */
@NullMarked
package bip.ctl.report;

import org.jspecify.annotations.NullMarked;
