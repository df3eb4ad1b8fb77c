/**
 * Looks into a bulletin that nobody works on, such as one in a backup: whether it is whole, and
 * what a page or a file in it is. Knows the tables, and only reads them.
 */
@NullMarked
package bip.server.inspection;

import org.jspecify.annotations.NullMarked;
