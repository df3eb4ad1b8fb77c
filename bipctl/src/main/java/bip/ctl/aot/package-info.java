/**
 * What makes the server start fast: a cache of loaded classes for each release, made on this
 * machine. Never required, never an error.
 */
@NullMarked
package bip.ctl.aot;

import org.jspecify.annotations.NullMarked;
