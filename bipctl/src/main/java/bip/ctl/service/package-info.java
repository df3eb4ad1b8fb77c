/**
 * What starts and stops the server, and a release's own maintenance subcommands. Knows paths of
 * programs, not what a release or a generation is.
 */
@NullMarked
package bip.ctl.service;

import org.jspecify.annotations.NullMarked;
