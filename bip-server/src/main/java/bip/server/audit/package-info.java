/**
 * The record of who did or tried what (the dziennik of § 16), only added to and chained by hash.
 * Knows accounts and pages by their numbers and names alone.
 */
@NullMarked
package bip.server.audit;

import org.jspecify.annotations.NullMarked;
