/**
 * The subcommands that bipctl and administrators call. Knows picocli and the maintenance contract;
 * knows no web.
 */
@NullMarked
package bip.server.maintenance;

import org.jspecify.annotations.NullMarked;
