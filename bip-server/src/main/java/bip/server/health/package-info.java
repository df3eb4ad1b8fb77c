/**
 * Whether the server can serve, and whether editors are frozen. Knows the contract of the answer;
 * knows no check itself.
 */
@NullMarked
package bip.server.health;

import org.jspecify.annotations.NullMarked;
