/**
 * The log file: one readable line an event, reopened when asked. Knows Logback; knows nothing of
 * what is logged.
 */
@NullMarked
package bip.server.logging;

import org.jspecify.annotations.NullMarked;
