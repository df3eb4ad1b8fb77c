/**
 * One door into XNIO that XNIO does not have: serving on a listening socket that is open already.
 * It stands in XNIO's package because what it needs is package-private there.
 */
@NullMarked
package org.xnio.nio;

import org.jspecify.annotations.NullMarked;
