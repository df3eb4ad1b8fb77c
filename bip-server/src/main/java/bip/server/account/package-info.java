/**
 * Accounts, passwords, signing in and sessions: who may ask for what. Knows nothing of what is
 * published.
 */
@NullMarked
package bip.server.account;

import org.jspecify.annotations.NullMarked;
