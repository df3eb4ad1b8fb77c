/** Labels, words that group pages, and how citizens list pages by them. Knows no search. */
@NullMarked
package bip.server.label;

import org.jspecify.annotations.NullMarked;
