/**
 * Carries a biuletyn-bip installation over into this bulletin, once or again. Knows how that
 * application kept its data, and writes its rows with their own dates, which no other room may.
 */
@NullMarked
package bip.server.legacyimport;

import org.jspecify.annotations.NullMarked;
