/**
 * Pure functions on text: Markdown to safe HTML, slugs, Polish order, Polish dates, times as the
 * database keeps them. Knows no room and no state.
 */
@NullMarked
package bip.server.text;

import org.jspecify.annotations.NullMarked;
