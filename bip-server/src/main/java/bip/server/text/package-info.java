/**
 * Pure functions on text: Markdown to safe HTML, addresses, Polish order and dates, sizes in words.
 * Knows no room and no state.
 */
@NullMarked
package bip.server.text;

import org.jspecify.annotations.NullMarked;
