/** The server's main method and its composition root; nothing else. */
@NullMarked
package bip.server;

import org.jspecify.annotations.NullMarked;
