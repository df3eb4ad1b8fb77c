/**
 * The public register of changes: what changed, when, by whom and why. Only added to. Knows pages
 * and accounts by their numbers alone.
 */
@NullMarked
package bip.server.changeregister;

import org.jspecify.annotations.NullMarked;
