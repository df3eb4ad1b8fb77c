/** Labels, words that group pages. Knows pages by their numbers. */
@NullMarked
package bip.server.label;

import org.jspecify.annotations.NullMarked;
