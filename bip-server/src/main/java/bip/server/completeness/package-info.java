/** What the bulletin still lacks of what the law demands, each with its article (R3, R12, R40). */
@NullMarked
package bip.server.completeness;

import org.jspecify.annotations.NullMarked;
