/**
 * The whole public bulletin as a folder of files that opens without a server, from a USB stick or
 * in an archive (R60). It is made of the answers that citizens get, with their links turned.
 */
@NullMarked
package bip.server.export;

import org.jspecify.annotations.NullMarked;
