/** Where releases come from: a folder or a web server with an index. */
@NullMarked
package bip.ctl.channel;

import org.jspecify.annotations.NullMarked;
